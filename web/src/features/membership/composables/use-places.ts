import { computed } from 'vue';
import { useRoute } from 'vue-router';
import type { NavPlace } from '../places.ts';
import { useInbox } from './use-inbox.ts';

/** Where the viewer can go, and where they are. */
export function usePlaces() {
  const { sections } = useInbox();
  const route = useRoute();
  /** In the order of the navigation. */
  const places = computed(() => Object.values<NavPlace[]>({ ...sections.value }).flat());

  /** The room or conversation that is shown; null on other pages. */
  const current = computed((): Pick<NavPlace, 'kind' | 'name'> | null => {
    const { name, username } = route.params;
    if (route.name === 'room' && typeof name === 'string') return { kind: 'room', name };
    if (route.name === 'direct' && typeof username === 'string') return { kind: 'direct', name: username };
    return null;
  });

  return { places, sections, current };
}
