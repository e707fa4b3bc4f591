const OPEN_LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether something is open above the page, which then takes the keys. */
export function hasOpenLayer(): boolean {
  return document.querySelector(OPEN_LAYERS) !== null;
}
