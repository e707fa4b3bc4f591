import { onMounted, onScopeDispose, type Ref } from 'vue';
import { useContentSize } from './use-content-size.ts';

/** Keeps what the pointer is over where it is while what stands above it comes or goes, as invitations that are read late: it may be clicked next. */
export function useStillUnderPointer(scroller: Readonly<Ref<HTMLElement | null>>): void {
  const listening = new AbortController();
  const options = { signal: listening.signal, passive: true };
  let under: Element | null = null;
  let top = 0;

  function note(): void {
    top = under?.getBoundingClientRect().top ?? 0;
  }

  useContentSize(scroller, () => {
    if (under?.isConnected) scroller.value?.scrollBy(0, under.getBoundingClientRect().top - top);
  });
  onMounted(() => {
    const element = scroller.value;
    element?.addEventListener(
      'pointermove',
      ({ target }) => {
        under = target instanceof Element ? target.closest('li, .head, .entry') : null;
        note();
      },
      options,
    );
    element?.addEventListener(
      'pointerleave',
      () => {
        under = null;
      },
      options,
    );
    element?.addEventListener('scroll', note, options);
  });
  onScopeDispose(() => listening.abort());
}
