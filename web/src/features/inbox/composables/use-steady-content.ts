import { type Ref, type WatchSource, watch } from 'vue';

/**
 * Keeps the content of a scrolling part where it is on the screen while what stands above that part or below it comes or goes, and in view what
 * has the focus, unless the user had scrolled away from it.
 */
export function useSteadyContent(scroller: Readonly<Ref<HTMLElement | null>>, changes: WatchSource<unknown>[]): void {
  const top = () => scroller.value?.getBoundingClientRect().top ?? 0;
  let before = 0;
  let seen: Element | null = null;

  function isSeen(element: Element): boolean {
    const view = scroller.value?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return view !== undefined && top >= view.top && bottom <= view.bottom;
  }

  function look(): void {
    const focus = scroller.value?.querySelector(':focus') ?? null;
    before = top();
    seen = focus && isSeen(focus) ? focus : null;
  }

  function restore(): void {
    const moved = top() - before;
    if (moved !== 0) scroller.value?.scrollBy(0, moved);
    if (seen && !isSeen(seen)) seen.scrollIntoView({ block: 'nearest' });
  }

  watch(changes, look, { flush: 'pre' });
  watch(changes, restore, { flush: 'post' });
}
