import { type ShallowRef, shallowRef } from 'vue';

export interface PointedAt {
  /** The row under the mouse, by its key. */
  readonly key: Readonly<ShallowRef<string | null>>;
  onPointermove(event: PointerEvent): void;
  onPointerleave(): void;
}

/**
 * Which row of the log the mouse points at. Only when the mouse moves: rows that pass under a resting one, as new messages come, would show
 * their buttons and hide them again with every frame.
 */
export function usePointedAt(): PointedAt {
  const key = shallowRef<string | null>(null);
  return {
    key,
    onPointermove({ target, pointerType }) {
      if (pointerType !== 'mouse' || !(target instanceof Element)) return;
      key.value = target.closest<HTMLElement>('[data-key]')?.dataset.key ?? null;
    },
    onPointerleave() {
      key.value = null;
    },
  };
}
