import { getCurrentScope, onMounted, type Ref } from 'vue';

/** One tab stop for each region of the navigation: see `region-focus.ts`, which is loaded once the focus comes into it. */
export function useRegionFocus(element: Readonly<Ref<HTMLElement | null>>): void {
  const scope = getCurrentScope();

  async function load(): Promise<void> {
    const part = await import('./region-focus.ts').catch(() => null);
    if (part && scope?.active) scope.run(() => part.roveInRegions(element));
  }

  onMounted(() => element.value?.addEventListener('focusin', load, { once: true }));
}
