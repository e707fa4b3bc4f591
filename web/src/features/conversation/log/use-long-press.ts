import { onScopeDispose } from 'vue';
import { type Timer, time } from '../../../shared/browser/time.ts';

/** As long as a phone takes for it, in milliseconds. */
const LONG_MS = 500;
/** What a phone itself has a menu for: where a link leads, what is typed. */
const OF_THE_PHONE = 'a[href], textarea, input';

export interface LongPress {
  onPointerdown(event: PointerEvent): void;
  /** The finger was lifted, or the browser took it for scrolling. */
  end(): void;
  /** The phone takes it for a long press, maybe after another time than the usual one: its own menu stays closed. */
  onContextmenu(event: Event): void;
}

/** Calls back with the row on which a finger rests. */
export function useLongPress(onPress: (key: string) => void): LongPress {
  let timer: Timer | undefined;
  /** The row below the finger, until it is lifted. */
  let touched: { element: Element; key: string } | null = null;
  let isTold = false;

  function tell(): void {
    timer?.cancel();
    if (touched === null || isTold) return;
    isTold = true;
    // Lifting the finger is no tap on what has come up below it.
    touched.element.addEventListener('touchend', (event) => event.preventDefault(), { once: true, passive: false });
    onPress(touched.key);
  }

  function end(): void {
    timer?.cancel();
    touched = null;
  }

  onScopeDispose(end);
  return {
    onPointerdown({ pointerType, isPrimary, target }) {
      end();
      const element = target as Element;
      const key = element.closest<HTMLElement>('[data-key]')?.dataset.key;
      if (pointerType !== 'touch' || !isPrimary || !key || element.closest(OF_THE_PHONE)) return;
      touched = { element, key };
      isTold = false;
      timer = time.after(LONG_MS, tell);
    },
    end,
    onContextmenu(event) {
      if (touched === null) return;
      event.preventDefault();
      tell();
    },
  };
}
