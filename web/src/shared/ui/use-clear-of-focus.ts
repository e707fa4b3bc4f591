import { nextTick, onScopeDispose, type ShallowRef, shallowRef, type WatchSource, watch } from 'vue';
import { overlap } from './rectangles.ts';

/** What holds the focus for others, as a log or a dialog does, is not hidden by a part of it being covered. */
const HOLDS_OTHERS = '[role="log"], [role="dialog"], [role="alertdialog"], main, body';

/**
 * Whether an element at the lower edge of the window has to go to the upper one, because it would cover the control that has the focus. Looked at when
 * the focus moves, something is typed, the window changes, or `changes` does.
 */
export function useClearOfFocus(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  changes: WatchSource<unknown>,
): Readonly<ShallowRef<boolean>> {
  const isAbove = shallowRef(false);

  async function look(): Promise<void> {
    if (!element.value?.childElementCount) return;
    // Measured where it would lie below.
    isAbove.value = false;
    await nextTick();
    const focus = document.activeElement;
    if (!element.value || !focus || focus.matches(HOLDS_OTHERS) || element.value.contains(focus)) return;
    isAbove.value = overlap(element.value.getBoundingClientRect(), focus.getBoundingClientRect());
  }

  const events = ['focusin', 'input', 'resize'] as const;
  const listener = (): void => void look();
  for (const name of events) window.addEventListener(name, listener);
  onScopeDispose(() => {
    for (const name of events) window.removeEventListener(name, listener);
  });
  watch(changes, look, { flush: 'post' });
  return isAbove;
}
