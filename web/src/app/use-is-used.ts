import { onScopeDispose, type Ref, ref } from 'vue';

/** Whether somebody has pressed anything on the page since it was shown: what is of use only then is loaded no earlier. */
export function useIsUsed(): Readonly<Ref<boolean>> {
  const isUsed = ref(false);
  const listening = new AbortController();
  function onPress(): void {
    isUsed.value = true;
    listening.abort();
  }
  for (const kind of ['pointerdown', 'keydown'])
    window.addEventListener(kind, onPress, { capture: true, signal: listening.signal });
  onScopeDispose(() => listening.abort());
  return isUsed;
}
