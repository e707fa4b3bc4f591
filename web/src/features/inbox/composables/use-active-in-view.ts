import { nextTick, onMounted, onScopeDispose, type Ref, type WatchSource, watch } from 'vue';

/** What a user does to scroll. */
const SCROLLS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Brings the entry of the page that is open into view whenever that changes, and keeps it there while the list around it grows, until the user scrolls
 * themselves.
 */
export function useActiveInView(scroller: Readonly<Ref<HTMLElement | null>>, changes: WatchSource<unknown>[]): void {
  let isTheirs = false;

  function show(): void {
    if (isTheirs) return;
    scroller.value?.querySelector('.entry[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }

  const leave = (): void => {
    isTheirs = true;
  };
  const sizes = new ResizeObserver(show);

  function follow(): void {
    sizes.disconnect();
    for (const child of scroller.value?.children ?? []) sizes.observe(child);
  }

  watch(changes, async () => {
    isTheirs = false;
    await nextTick();
    follow();
    show();
  });
  onMounted(() => {
    for (const event of SCROLLS) scroller.value?.addEventListener(event, leave, { passive: true });
    follow();
    show();
  });
  onScopeDispose(() => sizes.disconnect());
}
