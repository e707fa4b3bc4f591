import { type InjectionKey, inject, type ShallowRef, shallowRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export interface Toast {
  id: number;
  text: string;
  kind: 'info' | 'error';
  /** Where more is to be seen. */
  link?: { to: RouteLocationRaw; label: string };
  /** What can be done about it. */
  action?: { label: string; run(): void };
  /** It stays until it is dismissed or acted upon. */
  stays?: true;
}

export interface Toasts {
  readonly list: Readonly<ShallowRef<readonly Toast[]>>;
  /** Shows a short notice that goes away by itself, unless it stays. At most two are shown: the oldest leaves first, one that stays last. */
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

const SHOWN_MS = 8_000;
const MOST = 2;

export const toastsKey: InjectionKey<Toasts> = Symbol('toasts');

/** The notices of the page. */
export function createToasts(): Toasts {
  const list = shallowRef<readonly Toast[]>([]);
  let ids = 0;

  function dismiss(id: number): void {
    list.value = list.value.filter((toast) => toast.id !== id);
  }

  return {
    list,
    dismiss,
    show(toast) {
      const id = ++ids;
      list.value = withoutSurplus([...list.value, { ...toast, id }]);
      if (!toast.stays) setTimeout(() => dismiss(id), SHOWN_MS);
    },
  };
}

function withoutSurplus(toasts: readonly Toast[]): readonly Toast[] {
  if (toasts.length <= MOST) return toasts;
  const older = toasts.slice(0, -1);
  const leaving = older.find(({ stays }) => !stays) ?? older[0];
  return toasts.filter((toast) => toast !== leaving);
}

export function useToasts(): Toasts {
  const toasts = inject(toastsKey);
  if (!toasts) throw new Error('no toasts were provided');
  return toasts;
}
