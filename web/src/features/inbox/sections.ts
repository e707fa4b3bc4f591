import type { PlaceName } from './favourites.ts';
import { isSamePlace, type Place } from './places.ts';

/** The lists of places in the navigation, in their order. A favourite stands among the favourites alone. */
export interface Sections {
  favourites: Place[];
  people: Place[];
  rooms: Place[];
}

/** Favourites come in the order in which they were chosen; those that the viewer has left are not shown, and come back with them. */
export function sectionsOf(places: readonly Place[], favourites: readonly PlaceName[]): Sections {
  const chosen = favourites.flatMap((one) => places.find((place) => isSamePlace(place, one)) ?? []);
  const others = places.filter((place) => !chosen.includes(place));
  return {
    favourites: chosen,
    people: others.filter(({ kind }) => kind === 'direct'),
    rooms: others.filter(({ kind }) => kind === 'room'),
  };
}

/** Whether the viewer wants to hear nothing of a place. */
export type IsMuted = (place: PlaceName) => boolean;

/** What of places calls for the viewer: mentions and private messages, and whether there is other news. Muted rooms have none of it. */
export function callsOf(places: readonly Place[], isMuted: IsMuted): { count: number; hasNews: boolean } {
  const heard = places.filter((place) => !isMuted(place));
  return {
    count: heard.reduce((sum, { mentions }) => sum + mentions, 0),
    hasNews: heard.some(({ unread }) => unread > 0),
  };
}
