export interface PressedKey extends Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> {
  getModifierState(key: 'AltGraph'): boolean;
}

/** Begin a character that more keys complete: a dead key such as ´, and the first key of an input method (https://www.w3.org/TR/uievents-key/). */
const BEGINNINGS: ReadonlySet<string> = new Set(['Dead', 'Process', 'Compose']);

/**
 * Whether a key writes something, whatever has the focus. Space does not: it presses the button that has the focus, or scrolls. Windows says of
 * AltGr that Ctrl and Alt are held too.
 */
export function isTypedKey(event: PressedKey): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  if ((ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')) return false;
  return BEGINNINGS.has(key) || (key !== ' ' && [...key].length === 1);
}
