import { computed, onScopeDispose, ref, type WatchSource, watch, watchEffect } from 'vue';

const page = ref('');
const unread = ref(0);
const name = computed(() => (page.value ? `${page.value} · Confab` : 'Confab'));

watchEffect(() => {
  document.title = unread.value > 0 ? `(${unread.value}) ${name.value}` : name.value;
});

/** Names the page in the browser's tab while the component is there. */
export function useDocumentTitle(title: () => string): void {
  watchEffect(() => {
    page.value = title();
  });
  onScopeDispose(() => {
    page.value = '';
  });
}

/** Shows a count before the name of every page while the component is there: what the user would want to come back for. */
export function useTitleBadge(count: WatchSource<number>): void {
  const show = (value: number): void => {
    unread.value = value;
  };
  watch(count, show, { immediate: true });
  onScopeDispose(() => show(0));
}
