import { type ComputedRef, computed } from 'vue';
import { type UnsentPlace, unsentPlaces } from '../unsent.ts';
import { useOutboxItems } from './use-outbox.ts';

/** The places with messages that are stuck on their way, whether they were opened or not. */
export function useUnsent(): ComputedRef<ReadonlyMap<string, UnsentPlace>> {
  const items = useOutboxItems();
  return computed(() => unsentPlaces(items.value));
}
