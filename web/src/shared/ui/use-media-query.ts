import { onScopeDispose, type Ref, ref } from 'vue';

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
