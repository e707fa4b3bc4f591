import { nextTick, onMounted, onScopeDispose, type Ref, type ShallowRef } from 'vue';
import type { Reader } from '../../timeline/state/use-timeline.ts';

/** Within this distance of its end the log follows what is posted, in pixels. */
const END_PX = 60;
/** Pages are loaded this many heights of the log before their edge comes into view. */
const AHEAD = 1.5;

export interface LogScrollUse {
  /** What scrolls; its only child holds the rows, those that can be read with a `data-key`. */
  element: Readonly<ShallowRef<HTMLElement | null>>;
  reader: Ref<Reader>;
  /** There is more behind the last row. */
  hasNewer(): boolean;
  /** An edge of what is held is near. Called as long as it is. */
  onNear(edge: 'older' | 'newer'): void;
  /** Which messages are on the screen, by their keys. Called whenever that may have changed. */
  onScreen(keys: ReadonlySet<string>): void;
}

export interface LogScroll {
  toEnd(): void;
  /** Brings a row into view; says whether it is there. */
  show(key: string): boolean;
  onScroll(): void;
  /**
   * To be called before the rows change: afterwards the end is in view if it was, else the row that was the first in view is where it was.
   */
  keepPlace(): Promise<void>;
}

/** Keeps the end of the log in view while the reader is there, and what they read in its place when they are not. */
export function useLogScroll({ element, reader, hasNewer, onNear, onScreen }: LogScrollUse): LogScroll {
  /** Where the log stood when it was last looked at. */
  let stood = Number.POSITIVE_INFINITY;

  function toEnd(): void {
    if (element.value) element.value.scrollTop = element.value.scrollHeight;
  }

  /**
   * The log grew or shrank at its end, and this is heard before the observer tells so. The reader did not leave the end: that takes scrolling up.
   */
  function wasLeftBehind(log: HTMLElement): boolean {
    return reader.value.atEnd && log.scrollTop >= stood && belowIn(log) >= END_PX && !hasNewer() && !isWrittenIn(log);
  }

  function measure(): void {
    const log = element.value;
    if (!log) return;
    if (wasLeftBehind(log)) toEnd();
    const { scrollTop, clientHeight } = log;
    stood = scrollTop;
    const below = belowIn(log);
    const atEnd = below < END_PX && !hasNewer();
    const key = atEnd ? null : (firstInView(log)?.dataset.key ?? null);
    if (atEnd !== reader.value.atEnd || key !== reader.value.key) reader.value = { atEnd, key };
    if (scrollTop < AHEAD * clientHeight) onNear('older');
    if (below < AHEAD * clientHeight && hasNewer()) onNear('newer');
    onScreen(messagesInView(log));
  }

  // The window or the composer changes its height, an emoji font loads, code is highlighted: the end stays in view.
  const resizes = new ResizeObserver(() => {
    if (reader.value.atEnd && !isWrittenIn(element.value)) toEnd();
    else measure();
  });
  onMounted(() => {
    if (!element.value) return;
    resizes.observe(element.value);
    for (const child of element.value.children) resizes.observe(child);
  });
  onScopeDispose(() => resizes.disconnect());

  return {
    toEnd,
    show(key) {
      const row = element.value?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
      row?.scrollIntoView({ block: 'center' });
      return row != null;
    },
    onScroll: measure,
    async keepPlace() {
      const log = element.value;
      if (!log) return;
      const anchor = reader.value.atEnd ? null : firstInView(log);
      const top = anchor?.offsetTop ?? 0;
      // Read beforehand: where the rows that are dropped leave a shorter log, the browser moves it.
      const { scrollTop } = log;
      await nextTick();
      if (reader.value.atEnd) toEnd();
      else if (anchor?.isConnected) log.scrollTop = scrollTop + anchor.offsetTop - top;
      measure();
    },
  };
}

/** How far it could be scrolled down. */
function belowIn({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

/** A message in it is being edited: that stays in view, also where its editor needs more room than the log has below it. */
function isWrittenIn(log: HTMLElement | null): boolean {
  return log?.contains(document.activeElement) === true && document.activeElement?.matches('textarea') === true;
}

/** The first row with a key that ends below the upper edge of the log, found by halves: rows lie one below the other. */
function firstInView(log: HTMLElement): HTMLElement | null {
  const rows = log.firstElementChild?.children ?? [];
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle] as HTMLElement;
    if (row.offsetTop + row.offsetHeight > log.scrollTop) high = middle;
    else low = middle + 1;
  }
  while (low < rows.length && !(rows[low] as HTMLElement).dataset.key) low += 1;
  return (rows[low] as HTMLElement | undefined) ?? null;
}

/** The messages whose middle is in view, or that fill half of the log, by their keys. */
function messagesInView(log: HTMLElement): ReadonlySet<string> {
  const keys = new Set<string>();
  const { scrollTop, clientHeight } = log;
  const bottom = scrollTop + clientHeight;
  for (let row: Element | null = firstInView(log); row instanceof HTMLElement; row = row.nextElementSibling) {
    const { offsetTop, offsetHeight } = row;
    if (offsetTop >= bottom) break;
    const middle = offsetTop + offsetHeight / 2;
    const height = Math.min(bottom, offsetTop + offsetHeight) - Math.max(scrollTop, offsetTop);
    const isShown = (middle > scrollTop && middle < bottom) || height > clientHeight / 2;
    if (isShown && row.localName === 'article' && row.dataset.key) keys.add(row.dataset.key);
  }
  return keys;
}
