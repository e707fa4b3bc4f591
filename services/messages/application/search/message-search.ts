import type { SearchDefinition } from '@confab/runtime/eventlog/search/port';
import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { asSeenBy, type Message } from '../../domain/message.ts';
import { timelineKind } from '../../domain/timeline.ts';
import { postedMessage, type TimelineEvent } from '../../domain/timeline-events.ts';
import { messageId, participantsOf } from '../../domain/timeline-id.ts';

/**
 * Tags of messages, by which a search is confined to what its caller may read. Ids hold nothing
 * that a tag may not.
 */
export const TAGS = {
  /** In a room, whichever it is. */
  ofRooms: 'room',
  /** In a private conversation of this user, who is shown it as it stands. */
  ofUser: (userId: string) => `of:${userId}`,
  inTimeline: (timelineId: string) => `in:${timelineId}`,
  by: (authorId: string) => `by:${authorId}`,
  living: 'living',
  deleted: 'deleted',
} as const;

/** Every message as it stands, under its id; of a deleted one no text is left. */
export const messageSearch: SearchDefinition = {
  version: 3,
  entriesOf(event) {
    const message = messageOf(event);
    if (!message) return [];
    const { sentAtMs: atMs, text = '' } = message;
    return [{ id: messageId(message), atMs, version: event.seq, text, tags: tagsOf(message) }];
  },
};

/** The message that an event of a timeline leaves behind, if it changes one. */
function messageOf(stored: StoredEvent): Message | undefined {
  if (!stored.stream.startsWith(timelineKind.prefix)) return undefined;
  const event = stored as StoredEvent & TimelineEvent;
  switch (event.type) {
    case 'MessagePosted': {
      const timelineId = event.stream.slice(timelineKind.prefix.length);
      return postedMessage(event.data, { timelineId, seq: event.seq, atMs: event.atMs });
    }
    case 'MessageEdited':
    case 'MessageDeleted':
      return event.data.message;
    default:
      return undefined;
  }
}

function tagsOf(message: Message): string[] {
  const { timelineId, authorId, deletedAtMs } = message;
  const sides = participantsOf(timelineId)?.filter((userId) => asSeenBy(message, userId) === message);
  const readers = sides ? sides.map(TAGS.ofUser) : [TAGS.ofRooms];
  const state = deletedAtMs === undefined ? TAGS.living : TAGS.deleted;
  return [...readers, TAGS.inTimeline(timelineId), TAGS.by(authorId), state];
}
