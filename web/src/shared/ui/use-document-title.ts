import { onScopeDispose, watchEffect } from 'vue';

/** Names the page in the browser's tab while the component is there. */
export function useDocumentTitle(title: () => string): void {
  watchEffect(() => {
    document.title = `${title()} · Confab`;
  });
  onScopeDispose(() => {
    document.title = 'Confab';
  });
}
