import { nextTick, onMounted, type Ref, type WatchSource, watch } from 'vue';
import { useContentSize } from './use-content-size.ts';

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

  useContentSize(scroller, show);
  watch(changes, async () => {
    isTheirs = false;
    await nextTick();
    show();
  });
  onMounted(() => {
    // What stands beside the list leads through it too.
    const around = scroller.value?.parentElement;
    for (const event of SCROLLS) around?.addEventListener(event, leave, { passive: true });
    show();
  });
}
