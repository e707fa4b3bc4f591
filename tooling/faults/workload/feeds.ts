import type { Sighting } from '../history.ts';

/** What a subscriber follows. */
export type Feed = { kind: 'room'; name: string; id: string } | { kind: 'inbox'; username: string; userId: string };

const MESSAGE = 'message { id text }';
const ROOM_EVENTS = `subscription ($room: String!, $after: Cursor) { feed: roomEvents(room: $room, after: $after) {
  __typename cursor
  ... on RoomOpened { resumed }
  ... on RoomReset { resetReason }
  ... on MessagePosted { ${MESSAGE} }
  ... on MessageEdited { ${MESSAGE} }
  ... on MessageDeleted { ${MESSAGE} }
  ... on ReactionAdded { messageId }
  ... on ReactionRemoved { messageId }
  ... on MemberJoined { user { id } }
  ... on MemberLeft { user { id } }
} }`;
const INBOX_EVENTS = `subscription ($after: Cursor) { feed: inboxEvents(after: $after) {
  __typename cursor
  ... on InboxOpened { resumed }
  ... on InboxReset { resetReason }
  ... on DirectMessagePosted { ${MESSAGE} }
  ... on DirectMessageEdited { ${MESSAGE} }
  ... on DirectMessageDeleted { ${MESSAGE} }
} }`;

export interface FeedEvent {
  __typename: string;
  cursor: string;
  resumed?: boolean;
  resetReason?: string;
  message?: { id: string; text: string | null };
  user?: { id: string };
}

export function nameOf(feed: Feed): string {
  return feed.kind === 'room' ? `room ${feed.name}` : `inbox ${feed.username}`;
}

/** In the order in which the feed's cursors have them. */
export function streamsOf(feed: Feed): string[] {
  return feed.kind === 'room' ? [`room-${feed.id}`, `timeline-${feed.id}`] : [`inbox-${feed.userId}`];
}

/** What to subscribe with, after the cursor if there is one. */
export function subscriptionTo(feed: Feed, after: string | undefined): { query: string; variables: object } {
  return feed.kind === 'room'
    ? { query: ROOM_EVENTS, variables: { room: feed.name, after } }
    : { query: INBOX_EVENTS, variables: { after } };
}

export function toSighting({ __typename: type, cursor, ...event }: FeedEvent): Sighting {
  if (event.resumed !== undefined) return { kind: 'opened', resumed: event.resumed, cursor };
  if (event.resetReason !== undefined) return { kind: 'reset', cursor, reason: event.resetReason };
  const id = event.message?.id ?? event.user?.id;
  const text = event.message?.text;
  return { kind: 'event', type, cursor, ...(id !== undefined && { id }), ...(text && { text }) };
}
