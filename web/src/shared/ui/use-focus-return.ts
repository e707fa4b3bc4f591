import { nextTick, type Ref, watch } from 'vue';
import { type FocusPath, focusWithin, presentFocusPath } from './focus-path.ts';

/**
 * Gives the focus back when a dialog is closed: to where it was when `open` became true, or to what was around it where that is gone, such as
 * the item of a menu, or the row that was deleted. What is returned answers reka's `close-auto-focus`, whose own way knows that one element
 * alone. Who moved the focus on purpose when it closed keeps it.
 */
export function useFocusReturn(open: Readonly<Ref<boolean>>): (event: Event) => Promise<void> {
  let path: FocusPath = [];
  // At once: what opens a dialog closes its menu too.
  watch(
    open,
    (isOpen) => {
      if (isOpen) path = presentFocusPath();
    },
    { immediate: true, flush: 'sync' },
  );
  return async (event) => {
    event.preventDefault();
    // What the answer takes away, with the dialog, is then gone.
    await nextTick();
    if (document.activeElement === document.body) focusWithin(path);
  };
}
