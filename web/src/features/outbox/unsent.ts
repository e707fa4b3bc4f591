import type { OutboxItem } from './outbox-item.ts';
import { type Place, placeId } from './place.ts';

/** A place with messages that are stuck on their way. */
export interface UnsentPlace {
  place: Place;
  count: number;
  /** They wait for the user, not for the network. Those that wait for the network besides are not counted. */
  failed: boolean;
}

/** Where something is stuck, by `placeId`: a first attempt failed. What is sent a moment after it was written is not worth a mark. */
export function unsentPlaces(items: readonly OutboxItem[]): ReadonlyMap<string, UnsentPlace> {
  const stuck = new Set(items.filter(({ error }) => error !== null).map(({ place }) => placeId(place)));
  const places = new Map<string, UnsentPlace>();
  for (const { place, status } of items) {
    const id = placeId(place);
    if (!stuck.has(id)) continue;
    const failed = status === 'failed';
    const before = places.get(id);
    if (before?.failed && !failed) continue;
    const count = before?.failed === failed ? before.count + 1 : 1;
    places.set(id, { place, count, failed });
  }
  return places;
}
