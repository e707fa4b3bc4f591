import { isSamePlace, type Place } from './places.ts';

/**
 * The places whose names fit what is typed, those where it stands at the beginning first. With nothing typed: where something is unread first,
 * the present place not at all, since nobody wants to go there.
 */
export function matchPlaces(
  places: readonly Place[],
  typed: string,
  current: Pick<Place, 'kind' | 'name'> | null,
): Place[] {
  const text = fold(typed.trim());
  if (text === '') {
    const elsewhere = places.filter((place) => !current || !isSamePlace(place, current));
    return elsewhere.toSorted((one, other) => rank(other) - rank(one));
  }
  const position = ({ name }: Place) => fold(name).indexOf(text);
  return places
    .filter((place) => position(place) >= 0)
    .toSorted((one, other) => Math.min(position(one), 1) - Math.min(position(other), 1) || rank(other) - rank(one));
}

function rank({ unread, mentions }: Place): number {
  if (mentions > 0) return 2;
  return unread > 0 ? 1 : 0;
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
