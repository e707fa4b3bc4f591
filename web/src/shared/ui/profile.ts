import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';

/** Whose profile is shown above the page, by username; null while none is. */
const shown = shallowRef<string | null>(null);

/** Shows, for as long as the component is there, whose profile was asked for, also by a click on a face. */
export function useShownProfile(): ShallowRef<string | null> {
  document.addEventListener('click', onClick);
  onScopeDispose(() => {
    document.removeEventListener('click', onClick);
    shown.value = null;
  });
  return shown;
}

function onClick({ target }: MouseEvent): void {
  const face = target instanceof Element ? target.closest<HTMLElement>('[data-profile]') : null;
  if (face?.dataset.profile) openProfile({ username: face.dataset.profile });
}

/** Shows the profile of somebody. The page stays as it is below. */
export function openProfile({ username }: { username: string }): void {
  shown.value = username;
}
