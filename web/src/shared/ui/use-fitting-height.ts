import { onMounted, type ShallowRef, type WatchSource } from 'vue';
import { lazilyInScope } from './lazily.ts';

/** Keeps a field with the class `grows` as high as its text, in browsers that learn `field-sizing` late too: what they need is loaded for them alone. */
export function useFittingHeight(field: Readonly<ShallowRef<HTMLTextAreaElement | null>>, text: WatchSource): void {
  if (CSS.supports('field-sizing', 'content')) return;
  onMounted(
    lazilyInScope(
      () => import('./fit-height.ts'),
      ({ fitHeight }) => fitHeight(field, text),
    ),
  );
}
