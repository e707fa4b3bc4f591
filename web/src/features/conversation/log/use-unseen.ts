import { type ComputedRef, computed, shallowRef, watch } from 'vue';

/** How many messages came since the end of the log was last in view. */
export function useUnseen(arrivals: () => number, atEnd: () => boolean): ComputedRef<number> {
  const seen = shallowRef(arrivals());
  watch([arrivals, atEnd], () => {
    // After a reset they are counted from the beginning again.
    if (atEnd() || arrivals() < seen.value) seen.value = arrivals();
  });
  return computed(() => (atEnd() ? 0 : Math.max(0, arrivals() - seen.value)));
}
