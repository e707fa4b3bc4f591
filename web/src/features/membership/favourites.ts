import { keptList } from '../../shared/browser/kept-list.ts';
import { isSamePlace, type NavPlace } from './places.ts';

/** What names a place in the storage. */
export type PlaceName = Pick<NavPlace, 'kind' | 'name'>;

/** Puts a place at the end of the favourites, or takes it out. */
export function toggled(favourites: readonly PlaceName[], { kind, name }: PlaceName): PlaceName[] {
  const others = favourites.filter((one) => !isSamePlace(one, { kind, name }));
  return others.length < favourites.length ? others : [...favourites, { kind, name }];
}

/** Reads what was kept; whatever else may stand there is left out. */
export function parseFavourites(kept: string | null): PlaceName[] {
  return keptList(kept)
    .filter(isPlaceName)
    .map(({ kind, name }) => ({ kind, name }));
}

function isPlaceName(value: unknown): value is PlaceName {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, name } = value as Partial<Record<keyof PlaceName, unknown>>;
  return (kind === 'room' || kind === 'direct') && typeof name === 'string';
}
