import type { PlaceName } from './favourites.ts';
import { isSamePlace, type NavPlace } from './places.ts';

/** The lists of places in the navigation, in their order. A favourite stands among the favourites alone. */
export interface Sections {
  favourites: NavPlace[];
  people: NavPlace[];
  rooms: NavPlace[];
}

/** Favourites come in the order in which they were chosen; those that the viewer has left are not shown, and come back with them. */
export function sectionsOf(places: readonly NavPlace[], favourites: readonly PlaceName[]): Sections {
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

/** What calls for the viewer in one place or in several. */
export interface Calls {
  /** Mentions and private messages: what a badge shows. */
  count: number;
  /** Of these, the mentions in rooms. */
  mentions: number;
  /** All unread messages, those that are counted above among them. */
  unread: number;
}

/** What calls for the viewer in places. Muted rooms have none of it. */
export function callsOf(places: readonly NavPlace[], isMuted: IsMuted): Calls {
  const heard = places.filter((place) => !isMuted(place));
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    count: sum(heard.map(({ mentions }) => mentions)),
    mentions: sum(heard.map(({ kind, mentions }) => (kind === 'room' ? mentions : 0))),
    unread: sum(heard.map(({ unread }) => unread)),
  };
}
