import { onMounted, onScopeDispose, type Ref } from 'vue';
import { useContentSize } from './use-content-size.ts';

/** Keeps what the pointer is over where it is while what stands above it comes or goes, as invitations that are read late: it may be clicked next. */
export function useStillUnderPointer(scroller: Readonly<Ref<HTMLElement | null>>): void {
  const listening = new AbortController();
  const options = { signal: listening.signal, passive: true };
  let under: Element | null = null;
  let place = 0;

  function point(element: Element | null): void {
    under = element;
    if (!under || !scroller.value) return;
    // From the beginning of what is scrolled: scrolling itself does not change it.
    const { scrollTop } = scroller.value;
    place = under.getBoundingClientRect().top - scroller.value.getBoundingClientRect().top + scrollTop;
  }

  useContentSize(scroller, () => {
    if (!under?.isConnected) return;
    const before = place;
    point(under);
    scroller.value?.scrollBy(0, place - before);
  });
  onMounted(() => {
    const element = scroller.value;
    element?.addEventListener(
      'pointermove',
      ({ target }) => point(target instanceof Element ? target.closest('li, .head, .entry') : null),
      options,
    );
    element?.addEventListener('pointerleave', () => point(null), options);
  });
  onScopeDispose(() => listening.abort());
}
