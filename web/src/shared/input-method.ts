/** What an input method can write in. */
const FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** Whether something that can be written in has the focus, or is meant by an event. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null;
}

/** What tells of a key whose it is. */
export type InputMethodKey = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

/**
 * Whether a key belongs to an input method, which ends a word with Enter, chooses with the arrows and gives up with Esc. Safari tells of the
 * Enter that ends a word after the word has ended: `keyCode` 229 alone says so then (https://www.w3.org/TR/uievents/#legacy-key-attributes).
 */
export function isInputMethodKey({ isComposing, keyCode }: InputMethodKey): boolean {
  return isComposing || keyCode === 229;
}

/**
 * Keeps keys that belong to an input method from whatever listens to keys, the libraries' own listeners included. The method itself gets them. The
 * first key of a word that is not typed in a field goes on: it leads to the field that is meant.
 */
export function leaveKeysToInputMethods(page: Window): void {
  page.addEventListener(
    'keydown',
    (event) => {
      if (isInputMethodKey(event) && isField(event.target)) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
