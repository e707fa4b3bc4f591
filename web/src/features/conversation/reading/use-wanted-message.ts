import { watch } from 'vue';
import { useRoute } from 'vue-router';

/** The message that the address asks for, as in `/rooms/tea?message=…`; null for none. */
export function useWantedMessage(): () => string | null {
  const route = useRoute();
  const { path } = route;
  // While the next page is on its way the address is no longer the one of this component.
  return () => (route.path === path && typeof route.query.message === 'string' ? route.query.message : null);
}

/** Leads to each further message that the address asks for. */
export function useMessageAddress(wanted: () => string | null, goTo: (message: { id: string }) => void): void {
  watch(wanted, (id) => {
    if (id !== null) goTo({ id });
  });
}
