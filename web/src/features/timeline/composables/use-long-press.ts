import { onScopeDispose } from 'vue';

/** As long as a phone takes for it, in milliseconds. */
const LONG_MS = 500;

export interface LongPress {
  onPointerdown(event: PointerEvent): void;
  /** The finger was lifted, or the browser took it for scrolling. */
  end(): void;
}

/** Calls back with the row on which a finger rests. */
export function useLongPress(onPress: (key: string) => void): LongPress {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => clearTimeout(timer);
  onScopeDispose(end);
  return {
    onPointerdown({ pointerType, target }) {
      end();
      const key = (target as Element).closest<HTMLElement>('[data-key]')?.dataset.key;
      if (pointerType === 'touch' && key) timer = setTimeout(onPress, LONG_MS, key);
    },
    end,
  };
}
