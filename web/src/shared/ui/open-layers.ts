const OPEN_LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether something is open above the page, which then takes the keys. */
export function hasOpenLayer(): boolean {
  return document.querySelector(OPEN_LAYERS) !== null;
}

/** Whether an element is in something that is open above the page. */
export function isInOpenLayer(element: Element): boolean {
  return element.closest(OPEN_LAYERS) !== null;
}
