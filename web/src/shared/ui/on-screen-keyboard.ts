/** Whether a field that takes the focus brings up a keyboard, over half of the screen: nobody wants that who did not ask to write. */
export function hasOnScreenKeyboard(): boolean {
  return matchMedia('(hover: none) and (pointer: coarse)').matches;
}
