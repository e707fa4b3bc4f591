import { onBeforeUpdate, onUpdated, type ShallowRef } from 'vue';

/**
 * Keeps the focus within a list whose items come and go: where the one that held it is gone, the list itself takes it, so that the next Tab
 * goes on from there and not from the top of the page. The list needs a `tabindex`, and its items are of the component that calls this.
 */
export function useKeptFocus(list: Readonly<ShallowRef<HTMLElement | null>>): void {
  let holder: Element | null = null;
  onBeforeUpdate(() => {
    holder = list.value?.contains(document.activeElement) ? document.activeElement : null;
  });
  onUpdated(() => {
    if (holder && !holder.isConnected) list.value?.focus();
  });
}
