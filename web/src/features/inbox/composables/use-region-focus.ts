import { onMounted, type Ref } from 'vue';
import { lazilyInScope } from '../../../shared/ui/lazily.ts';

/** One tab stop for each region of the navigation: see `region-focus.ts`, which is loaded once the focus comes into it. */
export function useRegionFocus(element: Readonly<Ref<HTMLElement | null>>): void {
  const load = lazilyInScope(
    () => import('./region-focus.ts'),
    ({ roveInRegions }) => roveInRegions(element),
  );
  onMounted(() => element.value?.addEventListener('focusin', load, { once: true }));
}
