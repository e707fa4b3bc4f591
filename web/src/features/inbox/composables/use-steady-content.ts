import { type Ref, type WatchSource, watch } from 'vue';

/** Keeps the content of a scrolling part where it is on the screen while what stands above that part comes or goes. */
export function useSteadyContent(scroller: Readonly<Ref<HTMLElement | null>>, changes: WatchSource<number>): void {
  const top = () => scroller.value?.getBoundingClientRect().top ?? 0;
  let before = 0;

  watch(
    changes,
    () => {
      before = top();
    },
    { flush: 'pre' },
  );
  watch(
    changes,
    () => {
      const moved = top() - before;
      if (moved !== 0) scroller.value?.scrollBy(0, moved);
    },
    { flush: 'post' },
  );
}
