import { type ShallowRef, shallowRef } from 'vue';

export interface RovingFocusUse {
  /** The log. */
  element: Readonly<ShallowRef<HTMLElement | null>>;
  /** Brings the last message of all into view, which may have to be loaded; resolves once it is in the log. */
  onEnd(): Promise<void>;
}

export interface RovingFocus {
  /** The row that has the focus in it, by its key. */
  readonly focused: Readonly<ShallowRef<string | null>>;
  onKeydown(event: KeyboardEvent): void;
  onFocusin(event: FocusEvent): void;
  onFocusout(event: FocusEvent): void;
  /** To be called after the rows changed: Tab always leads to one row, or to the log, which can be scrolled by keys, while it has none; the focus is not lost with a row. */
  afterUpdate(): void;
  /** Moves the focus to a message. */
  focus(key: string): void;
}

/** Rows that can be focused: messages, and notices that can be unfolded. */
const STOPS = '[data-key][tabindex]';
const CONTROLS = 'a[href], button:not(:disabled)';

/**
 * One tab stop for the whole log: ↑ and ↓ move between messages, Home to the first that is held, End to the last of all, → and ← through
 * the links and buttons of a message, Enter to its actions, Escape back to it.
 */
export function useRovingFocus({ element, onEnd }: RovingFocusUse): RovingFocus {
  const focused = shallowRef<string | null>(null);
  let stop: HTMLElement | null = null;
  let holdsFocus = false;

  function setStop(row: HTMLElement | null): void {
    if (stop !== row && stop?.isConnected) stop.tabIndex = -1;
    stop = row;
    if (row && row.tabIndex !== 0) row.tabIndex = 0;
  }

  function move(row: HTMLElement, step: 'previousElementSibling' | 'nextElementSibling'): void {
    let next = row[step];
    while (next && !next.matches(STOPS)) next = next[step];
    if (next instanceof HTMLElement) next.focus();
  }

  function moveWithin(row: HTMLElement, step: number): void {
    const places = [row, ...row.querySelectorAll<HTMLElement>(CONTROLS)];
    const at = places.indexOf(document.activeElement as HTMLElement);
    places.at((Math.max(0, at) + step) % places.length)?.focus();
  }

  function enter(row: HTMLElement): void {
    (row.querySelector<HTMLElement>('[role="toolbar"] button') ?? row.querySelector<HTMLElement>(CONTROLS))?.focus();
  }

  const stops = () => [...(element.value?.querySelectorAll<HTMLElement>(STOPS) ?? [])];

  async function moveToEnd(): Promise<void> {
    await onEnd();
    stops().at(-1)?.focus();
  }

  function onKeydown(event: KeyboardEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.matches('textarea, input')) return;
    // The arrow keys scroll a wide table.
    if (target.matches('.wide') && /^Arrow(?:Left|Right)$/.test(event.key)) return;
    const row = target.closest<HTMLElement>(STOPS);
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const handled = handle(event.key, row, target);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function handle(key: string, row: HTMLElement, target: HTMLElement): boolean {
    switch (key) {
      case 'ArrowUp':
        move(row, 'previousElementSibling');
        return true;
      case 'ArrowDown':
        move(row, 'nextElementSibling');
        return true;
      case 'ArrowRight':
        moveWithin(row, 1);
        return true;
      case 'ArrowLeft':
        moveWithin(row, -1);
        return true;
      case 'Home':
        stops().at(0)?.focus();
        return true;
      case 'End':
        void moveToEnd();
        return true;
      case 'Enter':
        if (target === row) enter(row);
        return target === row;
      case 'Escape':
        if (target !== row) row.focus();
        return target !== row;
      default:
        return false;
    }
  }

  return {
    focused,
    onKeydown,
    onFocusin({ target }) {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>(STOPS) : null;
      if (!row) return;
      holdsFocus = true;
      focused.value = row.dataset.key ?? null;
      setStop(row);
    },
    // A row that is dropped with the focus in it says nothing; the update that drops it finds the focus another.
    onFocusout({ relatedTarget }) {
      holdsFocus = relatedTarget instanceof Node && element.value?.contains(relatedTarget) === true;
      if (!holdsFocus) focused.value = null;
    },
    afterUpdate() {
      const isLost = holdsFocus && document.activeElement === document.body && stop?.isConnected === false;
      if (!stop?.isConnected || stop === element.value) setStop(stops().at(-1) ?? element.value);
      if (isLost) stop?.focus({ preventScroll: true });
    },
    focus(key) {
      element.value
        ?.querySelector<HTMLElement>(`${STOPS}[data-key="${CSS.escape(key)}"]`)
        ?.focus({ preventScroll: true });
    },
  };
}
