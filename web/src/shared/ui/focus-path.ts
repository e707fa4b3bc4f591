/** An element and all that is around it, from the inside out: where the focus may go when those further inside are gone. */
export type FocusPath = readonly HTMLElement[];

/** What is around an element; around a menu or a popover, which stand elsewhere in the page, that is the button they are named by. */
function around(element: HTMLElement): HTMLElement | null {
  const namedBy = element.matches('[role="menu"], [role="dialog"]') && element.getAttribute('aria-labelledby');
  const name = namedBy ? document.getElementById(namedBy) : null;
  return name && !element.contains(name) ? name : element.parentElement;
}

/** Where the focus is now, and all that is around it. */
export function presentFocusPath(): FocusPath {
  const path: HTMLElement[] = [];
  for (let each = document.activeElement as HTMLElement | null; each; each = around(each)) path.push(each);
  return path;
}

/** Gives the focus to the innermost of a path that is still in the page and can take it. */
export function focusWithin(path: FocusPath): void {
  for (const element of path) {
    element.focus();
    if (element === document.activeElement) return;
  }
}
