import { fullNameOf } from '../../shared/people.ts';
import type { InboxEvent } from '../membership/graphql/inbox.ts';
import type { NavRoom } from '../membership/graphql/joined-rooms.ts';
import { isSamePlace, type NavPlace } from '../membership/places.ts';
import type { Level } from '../room/levels.ts';
import { withoutMarks } from '../timeline/markdown/without-marks.ts';

/** Something that the user is told outside of the page. */
export interface InboxNotice {
  place: Pick<NavPlace, 'kind' | 'name'>;
  /** The same for the same thing in every tab, so that the browser shows it once. */
  tag: string;
  /** Who wrote what, where it is one message that is known. */
  message: { author: string; text: string } | null;
  /** How many messages. */
  count: number;
  /** Of that one message; null where it is not known which they are. */
  seq: number | null;
}

const LONGEST_TEXT = 200;

/** What an event of the inbox is worth telling: private messages of others, and mentions where the room is not silent. */
export function noticeOfEvent(
  event: InboxEvent,
  viewerId: string,
  levelOf: (room: string) => Level,
): InboxNotice | null {
  if (event.__typename === 'DirectMessagePosted') {
    const { id, seq, author, text, conversation } = event.message;
    if (author.id === viewerId || text === null || isRead(seq, conversation)) return null;
    return {
      place: { kind: 'direct', name: author.username },
      tag: id,
      message: short(fullNameOf(author), text),
      count: 1,
      seq,
    };
  }
  if (event.__typename === 'Mentioned') {
    const { id, seq, author, text, room } = event.mention;
    if (!room || text === null || levelOf(room.name) === 'none' || isRead(seq, room.membership)) return null;
    return {
      place: { kind: 'room', name: room.name },
      tag: id,
      message: short(fullNameOf(author), text),
      count: 1,
      seq,
    };
  }
  return null;
}

/** The rooms followed message by message in which there is more unread than before; a mention is told by itself. */
export function noticesOfRooms(
  before: readonly NavRoom[],
  now: readonly NavRoom[],
  levelOf: (room: string) => Level,
): InboxNotice[] {
  const known = new Map(before.map((room) => [room.id, room.membership]));
  return now.flatMap(({ id, name, membership }): InboxNotice[] => {
    const last = known.get(id);
    if (!membership || !last || levelOf(name) !== 'all') return [];
    const more = membership.unreadCount - last.unreadCount - Math.max(0, membership.mentionCount - last.mentionCount);
    if (more <= 0) return [];
    return [
      { place: { kind: 'room', name }, tag: `${id} ${membership.unreadCount}`, message: null, count: more, seq: null },
    ];
  });
}

/**
 * Whether the viewer has read a message, on whichever device: events that were missed come with the marker as it is now, so that a device that wakes
 * tells of nothing that was read meanwhile.
 */
export function isRead(seq: number, place: { lastReadSeq: number } | null | undefined): boolean {
  return place != null && seq <= place.lastReadSeq;
}

/** What a marker that moved takes back of what was told: messages that it covers, and counts of a place in which nothing is unread any more. */
export function isOver({ place, seq }: InboxNotice, marker: MarkerMove): boolean {
  if (!isSamePlace(place, marker.place)) return false;
  return seq === null ? marker.unreadCount === 0 : seq <= marker.lastReadSeq;
}

/** Where the viewer has got in a place. */
export interface MarkerMove {
  place: InboxNotice['place'];
  lastReadSeq: number;
  unreadCount: number;
}

/** The marker that an event of the inbox tells of, if it tells of one. */
export function markerOf(event: InboxEvent): MarkerMove | null {
  if (event.__typename !== 'ReadMarkerMoved') return null;
  const { lastReadSeq, readRoom, readConversation } = event;
  if (readRoom) {
    const unreadCount = readRoom.membership?.unreadCount ?? 0;
    return { place: { kind: 'room', name: readRoom.name }, lastReadSeq, unreadCount };
  }
  if (!readConversation) return null;
  const { peer, unreadCount } = readConversation;
  return { place: { kind: 'direct', name: peer.username }, lastReadSeq, unreadCount };
}

function short(author: string, text: string): InboxNotice['message'] {
  const bare = withoutMarks(text);
  const letters = [...bare];
  return { author, text: letters.length > LONGEST_TEXT ? `${letters.slice(0, LONGEST_TEXT).join('')}…` : bare };
}
