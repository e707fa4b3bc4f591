import { onMounted, onScopeDispose, type Ref } from 'vue';

/** Calls back whenever a scrolling part, or something in it, changes its size, comes or goes. */
export function useContentSize(scroller: Readonly<Ref<HTMLElement | null>>, changed: () => void): void {
  const sizes = new ResizeObserver(changed);
  const children = new MutationObserver(follow);

  function follow(): void {
    sizes.disconnect();
    if (!scroller.value) return;
    sizes.observe(scroller.value);
    for (const child of scroller.value.children) sizes.observe(child);
  }

  onMounted(() => {
    follow();
    if (scroller.value) children.observe(scroller.value, { childList: true });
  });
  onScopeDispose(() => {
    sizes.disconnect();
    children.disconnect();
  });
}
