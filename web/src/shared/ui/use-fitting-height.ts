import { getCurrentScope, onMounted, type ShallowRef, type WatchSource } from 'vue';

/** Keeps a field with the class `grows` as high as its text, in browsers that learn `field-sizing` late too: what they need is loaded for them alone. */
export function useFittingHeight(field: Readonly<ShallowRef<HTMLTextAreaElement | null>>, text: WatchSource): void {
  if (CSS.supports('field-sizing', 'content')) return;
  const scope = getCurrentScope();
  onMounted(async () => {
    const part = await import('./fit-height.ts').catch(() => null);
    if (part && scope?.active) scope.run(() => part.fitHeight(field, text));
  });
}
