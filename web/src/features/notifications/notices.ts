import { fullNameOf } from '../../shared/people.ts';
import type { NavRoom } from '../inbox/composables/use-inbox.ts';
import type { InboxEvent } from '../inbox/graphql/inbox.ts';
import type { Place } from '../inbox/places.ts';
import type { Level } from './levels.ts';

/** Something that the user is told outside of the page. */
export interface Notice {
  place: Pick<Place, 'kind' | 'name'>;
  /** The same for the same thing in every tab, so that the browser shows it once. */
  tag: string;
  /** Who wrote what, where it is one message that is known. */
  message: { author: string; text: string } | null;
  /** How many messages. */
  count: number;
}

const LONGEST_TEXT = 200;

/** What an event of the inbox is worth telling: private messages of others, and mentions where the room is not silent. */
export function noticeOfEvent(event: InboxEvent, viewerId: string, levelOf: (room: string) => Level): Notice | null {
  if (event.__typename === 'DirectMessagePosted') {
    const { id, author, text } = event.message;
    if (author.id === viewerId || text === null) return null;
    return {
      place: { kind: 'direct', name: author.username },
      tag: id,
      message: short(fullNameOf(author), text),
      count: 1,
    };
  }
  if (event.__typename === 'Mentioned') {
    const { id, author, text, room } = event.mention;
    if (!room || text === null || levelOf(room.name) === 'none') return null;
    return { place: { kind: 'room', name: room.name }, tag: id, message: short(fullNameOf(author), text), count: 1 };
  }
  return null;
}

/** The rooms followed message by message in which there is more unread than before; a mention is told by itself. */
export function noticesOfRooms(
  before: readonly NavRoom[],
  now: readonly NavRoom[],
  levelOf: (room: string) => Level,
): Notice[] {
  const known = new Map(before.map((room) => [room.id, room.membership]));
  return now.flatMap(({ id, name, membership }): Notice[] => {
    const last = known.get(id);
    if (!membership || !last || levelOf(name) !== 'all') return [];
    const more = membership.unreadCount - last.unreadCount - Math.max(0, membership.mentionCount - last.mentionCount);
    if (more <= 0) return [];
    return [{ place: { kind: 'room', name }, tag: `${id} ${membership.unreadCount}`, message: null, count: more }];
  });
}

function short(author: string, text: string): Notice['message'] {
  const letters = [...text];
  return { author, text: letters.length > LONGEST_TEXT ? `${letters.slice(0, LONGEST_TEXT).join('')}…` : text };
}
