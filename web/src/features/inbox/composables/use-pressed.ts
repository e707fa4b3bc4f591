import { onMounted, onScopeDispose, type Ref } from 'vue';

/** Whether a finger or a button is down that went down in an element or beside it; `released` is called once none is any longer. */
export function usePressed(element: Readonly<Ref<HTMLElement | null>>, released: () => void): () => boolean {
  let isPressed = false;
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true, passive: true };

  function release(): void {
    if (!isPressed) return;
    isPressed = false;
    released();
  }

  onMounted(() => {
    element.value?.parentElement?.addEventListener(
      'pointerdown',
      () => {
        isPressed = true;
      },
      options,
    );
    for (const event of ['pointerup', 'pointercancel'] as const) window.addEventListener(event, release, options);
    // Of the window alone: captured, it would be that of whatever loses the focus.
    window.addEventListener('blur', release, { ...options, capture: false });
  });
  onScopeDispose(() => listening.abort());
  return () => isPressed;
}
