import { gradeOf } from '../../shared/search-words.ts';
import { isSamePlace, type NavPlace } from '../membership/places.ts';

/**
 * The places whose names fit what is typed, the best first: where it stands at the beginning, then at the beginning of a word. With nothing typed: what waits
 * for an answer, then where something is unread,
 * the present place not at all, since nobody wants to go there.
 */
export function matchPlaces(
  places: readonly NavPlace[],
  typed: string,
  current: Pick<NavPlace, 'kind' | 'name'> | null,
): NavPlace[] {
  if (typed.trim() === '') {
    const elsewhere = places.filter((place) => !current || !isSamePlace(place, current));
    return elsewhere.toSorted((one, other) => rank(other) - rank(one));
  }
  return places
    .map((place) => ({ place, grade: gradeOf([place.name, place.label], typed) }))
    .filter(({ grade }) => grade > 0)
    .toSorted((one, other) => other.grade - one.grade || rank(other.place) - rank(one.place))
    .map(({ place }) => place);
}

function rank({ unread, mentions, isInvited }: NavPlace): number {
  if (isInvited) return 3;
  if (mentions > 0) return 2;
  return unread > 0 ? 1 : 0;
}
