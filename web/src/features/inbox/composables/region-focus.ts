import { onScopeDispose, type Ref } from 'vue';

/** What takes the focus. */
const CONTROLS = 'a[href], button:not(:disabled)';
/** What the arrow keys go through from above to below: headings, entries, and buttons that stand alone. */
const ROWS = '.entry, h2 > button, .more';
/** What holds all that can be done in a row. */
const ROW = 'li, .head';

/** Those that are on the page: what is for the mouse alone has no place on a touch screen. */
function within(part: Element, selector: string): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(selector)].filter((control) => control.getClientRects().length > 0);
}

/** A region is a `section`. A link beside them is one of its own. */
const regionOf = (control: Element): Element => control.closest('section') ?? control;

/** Where an arrow key leads to within the row of a control: through its buttons, and round. */
function besideIt(target: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const row = target.closest(ROW);
  const places = row ? within(row, CONTROLS) : [target];
  return places.at((places.indexOf(target) + step) % places.length);
}

/** Where a key leads to from a control of the navigation. */
function placeFrom(nav: Element, target: HTMLElement, key: string): HTMLElement | undefined {
  const rows = within(nav, ROWS);
  const here = rows.findIndex((one) => one === target || target.closest(ROW)?.contains(one));
  switch (key) {
    case 'ArrowDown':
      return rows[here + 1];
    case 'ArrowUp':
      return rows[here - 1];
    case 'ArrowRight':
      return besideIt(target, 1);
    case 'ArrowLeft':
      return besideIt(target, -1);
    case 'Home':
      return within(regionOf(target), ROWS)[0];
    case 'End':
      return within(regionOf(target), ROWS).at(-1);
    default:
      return undefined;
  }
}

/**
 * One tab stop for each region of a navigation, however many entries it has: ↑ and ↓ go through the rows, over the edges of regions too, Home
 * and End to the first and last row of a region, → and ← through what can be done in a row. Tab leads in a region to the page that is open, else
 * to where one was in it, else to its heading.
 */
export function roveInRegions(element: Readonly<Ref<HTMLElement | null>>): void {
  const visited = new WeakMap<Element, HTMLElement>();

  function stopIn(section: Element, controls: readonly HTMLElement[]): HTMLElement | undefined {
    const last = visited.get(section);
    return (
      controls.find((one) => one === document.activeElement) ??
      controls.find((one) => one.ariaCurrent === 'page') ??
      controls.find((one) => one === last) ??
      controls[0]
    );
  }

  function arrange(): void {
    for (const section of element.value?.querySelectorAll('section') ?? []) {
      const controls = [...section.querySelectorAll<HTMLElement>(CONTROLS)];
      const stop = stopIn(section, controls);
      for (const control of controls) control.tabIndex = control === stop ? 0 : -1;
    }
  }

  function onFocusin({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || !target.matches(CONTROLS)) return;
    visited.set(regionOf(target), target);
    arrange();
  }

  function onKeydown(event: KeyboardEvent): void {
    const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey || !element.value) return;
    if (!(target instanceof HTMLElement) || !target.matches(CONTROLS)) return;
    const to = placeFrom(element.value, target, key);
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  const changes = new MutationObserver(arrange);
  const nav = element.value;
  nav?.addEventListener('focusin', onFocusin);
  nav?.addEventListener('keydown', onKeydown);
  if (nav) {
    changes.observe(nav, { subtree: true, childList: true, attributeFilter: ['aria-current', 'disabled', 'href'] });
  }
  arrange();
  onScopeDispose(() => changes.disconnect());
}
