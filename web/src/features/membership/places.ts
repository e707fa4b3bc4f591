import type { RouteLocationRaw } from 'vue-router';
import { isSameName } from '../../shared/name.ts';
import { handleOf, nameOf } from '../../shared/people.ts';
import { roomNameOf } from '../../shared/rooms.ts';
import type { NavConversation } from './graphql/inbox.ts';
import type { NavInvitation } from './graphql/invitations.ts';
import type { NavRoom } from './graphql/joined-rooms.ts';

/** A room, or the private conversation with somebody, as the navigation lists it. */
export interface NavPlace {
  kind: 'room' | 'direct';
  /** Of the room, or the username of the other person: what the address has. */
  name: string;
  /** What people see of it. */
  label: string;
  /** The username, where somebody else is called the same. */
  handle?: string;
  /** A room that only its members know of. */
  isPrivate?: boolean;
  /** The viewer may come in, and has not said whether they want to. */
  isInvited?: boolean;
  /** Of the other person. */
  online?: boolean;
  unread: number;
  /** How many of the unread messages are meant for the viewer: in a conversation all of them. */
  mentions: number;
}

/** Release 9 before release 10. */
const { compare } = new Intl.Collator(undefined, { numeric: true });

/**
 * Every place: people in the order in which they are known, then rooms by what people see of them, whoever told of them. Of somebody who is blocked
 * nothing calls for the viewer.
 */
export function placesOf(
  rooms: readonly NavRoom[],
  conversations: readonly NavConversation[],
  isBlocked: (username: string) => boolean = () => false,
): NavPlace[] {
  const heard = ({ peer, unreadCount }: NavConversation) => (isBlocked(peer.username) ? 0 : unreadCount);
  return [
    ...conversations.map(
      (conversation): NavPlace => ({
        kind: 'direct',
        name: conversation.peer.username,
        label: nameOf(conversation.peer),
        handle: handleOf(conversation.peer),
        online: conversation.peer.online,
        unread: heard(conversation),
        mentions: heard(conversation),
      }),
    ),
    ...rooms.toSorted(byLabel).map(
      ({ membership, ...room }): NavPlace => ({
        ...roomPlace(room),
        unread: membership?.unreadCount ?? 0,
        mentions: membership?.mentionCount ?? 0,
      }),
    ),
  ];
}

function byLabel(one: NavRoom, other: NavRoom): number {
  return compare(roomNameOf(one), roomNameOf(other)) || compare(one.name, other.name);
}

/** The room of an invitation, where nothing can be unread yet. */
export function invitedPlace({ room }: NavInvitation): NavPlace {
  return { ...roomPlace(room), isInvited: true, unread: 0, mentions: 0 };
}

function roomPlace(room: NavInvitation['room']) {
  return { kind: 'room', name: room.name, label: roomNameOf(room), isPrivate: room.visibility === 'PRIVATE' } as const;
}

export function isSamePlace(one: Pick<NavPlace, 'kind' | 'name'>, other: Pick<NavPlace, 'kind' | 'name'>): boolean {
  return one.kind === other.kind && isSameName(one.name, other.name);
}

export function routeTo({ kind, name }: Pick<NavPlace, 'kind' | 'name'>): RouteLocationRaw {
  return kind === 'room' ? { name: 'room', params: { name } } : { name: 'direct', params: { username: name } };
}

export interface Move {
  step: 1 | -1;
  /** Passes over what is read. */
  unreadOnly: boolean;
}

/** The place after or before the current one, around the ends; from elsewhere the first or the last. */
export function neighbour(
  places: readonly NavPlace[],
  current: Pick<NavPlace, 'kind' | 'name'> | null,
  { step, unreadOnly }: Move,
): NavPlace | undefined {
  const at = current ? places.findIndex((place) => isSamePlace(place, current)) : -1;
  const start = at < 0 && step < 0 ? places.length : at;
  for (let steps = 1; steps <= places.length; steps += 1) {
    const index = (start + step * steps + places.length) % places.length;
    const place = places[index];
    if (place && index !== at && (!unreadOnly || place.unread > 0)) return place;
  }
  return undefined;
}
