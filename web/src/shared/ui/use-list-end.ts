import { type Directive, onScopeDispose, watch } from 'vue';

export interface ListEndUse {
  /** There is more, and nothing stands in the way of asking for it: no request on its way, no failure that nobody has seen to. */
  ready(): boolean;
  more(): void;
}

/**
 * A directive for the last element of a list that is loaded as one scrolls. It asks for more as long as that element is in view: also where a page did
 * not fill the view, or the last request failed and was made again.
 */
export function useListEnd({ ready, more }: ListEndUse): Directive<HTMLElement> {
  let end: HTMLElement | null = null;
  const observer = new IntersectionObserver((entries) => {
    if (entries.at(-1)?.isIntersecting && ready()) more();
  });

  function look(): void {
    observer.disconnect();
    // Whoever begins to observe is told once what is in view, of what has not changed too.
    if (end) observer.observe(end);
  }

  watch(ready, (isReady) => isReady && look(), { flush: 'post' });
  onScopeDispose(() => observer.disconnect());
  return {
    mounted(element) {
      end = element;
      look();
    },
    unmounted(element) {
      if (end === element) end = null;
      look();
    },
  };
}
