import { onScopeDispose, type Ref, ref } from 'vue';

/** A window with no room for two bars one below the other. The styles of `TopBar` know the same sizes. */
export const SMALL_WINDOW = '(max-width: 48rem), (max-height: 30rem)';

/** Whether a media query matches, for as long as the component is there. */
export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query);
  const matches = ref(list.matches);
  const follow = (): void => {
    matches.value = list.matches;
  };
  list.addEventListener('change', follow);
  onScopeDispose(() => list.removeEventListener('change', follow));
  return matches;
}
