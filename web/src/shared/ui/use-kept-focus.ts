import { onBeforeUpdate, onUpdated, type ShallowRef } from 'vue';
import { type FocusPath, focusWithin, presentFocusPath } from './focus-path.ts';

/**
 * Keeps the focus within a list whose items come and go: where the one that held it is gone, the list itself takes it, so that the next Tab
 * goes on from there and not from the top of the page; where the list is gone too, what is around it. The list needs a `tabindex`, and its
 * items are of the component that calls this.
 */
export function useKeptFocus(list: Readonly<ShallowRef<HTMLElement | null>>): void {
  let path: FocusPath = [];
  onBeforeUpdate(() => {
    path = list.value?.contains(document.activeElement) ? presentFocusPath() : [];
  });
  onUpdated(() => {
    if (path[0]?.isConnected === false) focusWithin(path);
  });
}
