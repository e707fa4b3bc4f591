import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';

/** Screen readers look at what changed in a live region a moment later. */
const LISTENED_MS = 1_000;

export interface Quiet {
  /** What is added now is not news and must not be spoken. */
  readonly quiet: Readonly<ShallowRef<boolean>>;
  /** Keeps quiet about what is about to be added. */
  hush(): void;
}

/** When a live region has to keep still: from its beginning, while history is loaded into it, and a moment longer. */
export function useQuiet(loading: () => boolean): Quiet {
  const quiet = shallowRef(true);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hush(): void {
    quiet.value = true;
    clearTimeout(timer);
    if (!loading()) timer = setTimeout(speak, LISTENED_MS);
  }

  function speak(): void {
    quiet.value = false;
  }

  watch(loading, hush, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
  return { quiet, hush };
}
