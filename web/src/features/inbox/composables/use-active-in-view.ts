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
  /** Where the list was left by what is done here, or by the browser while the list changed its size. */
  let left = 0;

  function show(): void {
    if (!isTheirs) scroller.value?.querySelector('.entry[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
    left = scroller.value?.scrollTop ?? 0;
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
    // A screen reader scrolls without any of these.
    scroller.value?.addEventListener('scroll', () => scroller.value?.scrollTop !== left && leave(), { passive: true });
    show();
  });
}
