import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Find, Projection, ProjectionReader, ProjectionWrite } from '@confab/runtime/eventlog/store/projection';
import type { Message, MessageKey } from '../../domain/message.ts';
import { timelineKind } from '../../domain/timeline.ts';
import { postedMessage, type TimelineEvent } from '../../domain/timeline-events.ts';

/**
 * Every message as it stands, a document each, with the number of users behind each emoji in a
 * field of its own (`r:👍`). Two fields serve counting and paging alone: `livingAuthorId` is there
 * until, and `deletedSeq` since the message was deleted. A message that is withheld from the other
 * side stays under a mark of its own instead, deleted or not, so that nothing that is read for the
 * other side comes across it.
 */
export const messagesProjection: Projection = {
  name: 'messages',
  version: 1,
  collections: {
    messages: {
      key: ['timelineId', 'seq'],
      indexes: {
        livingByAuthor: ['timelineId', 'livingAuthorId', 'seq'],
        deleted: ['timelineId', 'deletedSeq'],
      },
    },
  },
  project(stored) {
    const event = stored as NewEvent & TimelineEvent;
    switch (event.type) {
      case 'MessagePosted':
        return [putPosted(event)];
      case 'MessageEdited': {
        const { timelineId, seq, text, editedAtMs, editedBy = null, peerSees = null } = event.data.message;
        const set = { text, editedAtMs, editedBy, peerSees };
        return [{ op: 'merge', in: 'messages', key: [timelineId, seq], set }];
      }
      case 'MessageDeleted': {
        const { message } = event.data;
        const mark = message.withheld ? { livingAuthorId: withheldOf(message.authorId) } : { deletedSeq: message.seq };
        return [{ op: 'put', in: 'messages', doc: { ...message, ...mark } }];
      }
      case 'ReactionAdded':
      case 'ReactionRemoved': {
        const { messageSeq, emoji, count } = event.data;
        const key = [timelineOf(event.stream), messageSeq];
        return [{ op: 'merge', in: 'messages', key, set: { [EMOJI_FIELD + emoji]: count || null } }];
      }
      default:
        return [];
    }
  },
};

/**
 * What stands in `livingAuthorId` of a message by the user that is withheld from the other side.
 */
export const withheldOf = (authorId: string): string => `withheld:${authorId}`;

interface MessageDocument extends Message {
  livingAuthorId?: string;
  deletedSeq?: number;
}

/** A message, and how many users show each emoji. */
export interface MessageWithEmojis {
  message: Message;
  emojis: Map<string, number>;
}

const EMOJI_FIELD = 'r:';
/** So many messages are looked up one by one wherever they lie. */
const FEW = 20;

/** Undefined for what is no message. */
export async function readMessage(
  projections: ProjectionReader,
  { timelineId, seq }: MessageKey,
): Promise<MessageWithEmojis | undefined> {
  const document = await projections.get<MessageDocument>('messages', [timelineId, seq]);
  return document && fromDocument(document);
}

/** Those of the messages that exist, in the order of the keys. */
export async function readMessages(
  projections: ProjectionReader,
  keys: readonly MessageKey[],
): Promise<MessageWithEmojis[]> {
  if (keys.length === 0) return [];
  const found = isStretch(keys) ? await readStretch(projections, keys) : await readEach(projections, keys);
  return found.filter((document) => document !== undefined).map(fromDocument);
}

type Documents = readonly (MessageDocument | undefined)[];

function readEach(projections: ProjectionReader, keys: readonly MessageKey[]): Promise<Documents> {
  const each = keys.map(({ timelineId, seq }) => [timelineId, seq]);
  return projections.getMany<MessageDocument>('messages', each);
}

/** As a range: a quarter of what as many lookups cost. */
async function readStretch(projections: ProjectionReader, keys: readonly MessageKey[]): Promise<Documents> {
  const { first, last } = boundsOf(keys);
  const found = await projections.find<MessageDocument>('messages', {
    index: 'key',
    equal: keys.slice(0, 1).map(({ timelineId }) => timelineId),
    greaterThan: first - 1,
    lessThan: last + 1,
    limit: last - first + 1,
  });
  const bySeq = new Map(found.map((document) => [document.seq, document]));
  return keys.map(({ seq }) => bySeq.get(seq));
}

/** Many of one timeline that lie close together, as those that a page of the log shows. */
function isStretch(keys: readonly MessageKey[]): boolean {
  if (keys.length < FEW || keys.some(({ timelineId }) => timelineId !== keys[0]?.timelineId)) return false;
  const { first, last } = boundsOf(keys);
  return last - first < keys.length * 2;
}

function boundsOf(keys: readonly MessageKey[]): { first: number; last: number } {
  const seqs = keys.map(({ seq }) => seq);
  return { first: Math.min(...seqs), last: Math.max(...seqs) };
}

/** Messages of a timeline between two seqs, both excluded. */
export async function findMessages(
  projections: ProjectionReader,
  timelineId: string,
  range: MessageRange,
): Promise<Message[]> {
  return findThrough(projections, { index: 'key', equal: [timelineId], ...range });
}

export interface MessageRange {
  greaterThan?: number;
  lessThan?: number;
  order: 'ascending' | 'descending';
  limit: number;
}

/** Messages that one index of the collection leads to. */
export async function findThrough(projections: ProjectionReader, find: Find): Promise<Message[]> {
  const documents = await projections.find<MessageDocument>('messages', find);
  return documents.map((document) => fromDocument(document).message);
}

function fromDocument(document: MessageDocument): MessageWithEmojis {
  const { livingAuthorId: _author, deletedSeq: _seq, ...rest } = document;
  const message = rest as Message & Record<string, unknown>;
  const emojis = new Map<string, number>();
  for (const field of Object.keys(message)) {
    if (!field.startsWith(EMOJI_FIELD)) continue;
    emojis.set(field.slice(EMOJI_FIELD.length), message[field] as number);
    delete message[field];
  }
  return { message, emojis };
}

function putPosted({
  stream,
  seq,
  atMs,
  data,
}: NewEvent & Extract<TimelineEvent, { type: 'MessagePosted' }>): ProjectionWrite {
  const message = postedMessage(data, { timelineId: timelineOf(stream), seq, atMs });
  const livingAuthorId = data.withheld ? withheldOf(data.authorId) : data.authorId;
  return { op: 'put', in: 'messages', doc: { ...message, livingAuthorId } };
}

function timelineOf(stream: string): string {
  return stream.slice(timelineKind.prefix.length);
}
