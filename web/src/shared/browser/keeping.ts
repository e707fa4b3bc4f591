import { type ShallowRef, shallowRef } from 'vue';

const outlives = shallowRef(true);

/** Whether what the user writes outlives the page, as far as was seen so far. */
export const outlivesPage: Readonly<ShallowRef<boolean>> = outlives;

/** Something that the user wrote is held by this page alone. */
export function heldByPageAlone(): void {
  outlives.value = false;
}
