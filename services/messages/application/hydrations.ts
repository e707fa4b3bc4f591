import type { Hydration } from '@confab/runtime/eventlog/decider/decider';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { InboxState } from '../domain/inbox.ts';
import type { MessageKey } from '../domain/message.ts';
import { reactionsKey, type TimelineState } from '../domain/timeline.ts';
import { inboxStream, messageId, timelineStream } from '../domain/timeline-id.ts';
import { countBlocked, isBlocked } from './projections/blocks.ts';
import { isInvited, readDelivery, readMarker, readReportedSeq } from './projections/inbox-reader.ts';
import { readMention } from './projections/mentions.ts';
import { readMessage } from './projections/messages.ts';
import { readOwnReactions } from './projections/reactions.ts';

/**
 * The parts of partial states, read from projections. None overwrites what is there: an event that
 * came in while it was read knows better.
 */
export interface Hydrations {
  message(key: MessageKey): Hydration<TimelineState>;
  reactions(key: MessageKey, userId: string): Hydration<TimelineState>;
  marker(userId: string, timelineId: string): Hydration<InboxState>;
  delivery(userId: string, timelineId: string): Hydration<InboxState>;
  reported(userId: string): Hydration<InboxState>;
  /** Whether one user blocks the other. */
  block(userId: string, otherId: string): Hydration<InboxState>;
  blockCount(userId: string): Hydration<InboxState>;
  /** Whether the user was told of an invitation into the room that has not ended. */
  invitation(userId: string, roomId: string): Hydration<InboxState>;
  /** Whether a message mentions the user. */
  mention(userId: string, key: MessageKey): Hydration<InboxState>;
}

const FROM_DISK = { touchedSeq: 0 };

export function createHydrations(projections: ProjectionReader): Hydrations {
  return {
    message: (key) =>
      entry(timelineStream(key.timelineId), `m:${key.seq}`, {
        of: (state: TimelineState) => state.messages,
        at: key.seq,
        async read() {
          const { message, emojis = new Map() } = (await readMessage(projections, key)) ?? {};
          return { message, emojis, ...FROM_DISK };
        },
      }),
    reactions(key, userId) {
      const at = reactionsKey(key.seq, userId);
      return entry(timelineStream(key.timelineId), `r:${at}`, {
        of: (state: TimelineState) => state.reactions,
        at,
        read: async () => ({ emojis: await readOwnReactions(projections, key, userId), ...FROM_DISK }),
      });
    },
    marker: (userId, timelineId) =>
      entry(inboxStream(userId), `read:${timelineId}`, {
        of: (state: InboxState) => state.markers,
        at: timelineId,
        read: async () => ({ lastReadSeq: await readMarker(projections, userId, timelineId), ...FROM_DISK }),
      }),
    delivery: (userId, timelineId) =>
      entry(inboxStream(userId), `d:${timelineId}`, {
        of: (state: InboxState) => state.deliveries,
        at: timelineId,
        read: async () => ({ ...(await readDelivery(projections, userId, timelineId)), ...FROM_DISK }),
      }),
    block: (userId, otherId) =>
      entry(inboxStream(userId), `b:${otherId}`, {
        of: (state: InboxState) => state.blocks,
        at: otherId,
        read: async () => ({ isBlocked: await isBlocked(projections, userId, otherId), ...FROM_DISK }),
      }),
    mention(userId, key) {
      const at = messageId(key);
      return entry(inboxStream(userId), `m:${at}`, {
        of: (state: InboxState) => state.mentions,
        at,
        read: async () => ({ as: await readMention(projections, userId, key), ...FROM_DISK }),
      });
    },
    invitation: (userId, roomId) =>
      entry(inboxStream(userId), `i:${roomId}`, {
        of: (state: InboxState) => state.invitations,
        at: roomId,
        read: async () => ({ isOpen: await isInvited(projections, userId, roomId), ...FROM_DISK }),
      }),
    reported: (userId) => counter(inboxStream(userId), 'reportedSeq', () => readReportedSeq(projections, userId)),
    blockCount: (userId) => counter(inboxStream(userId), 'blockCount', () => countBlocked(projections, userId)),
  };
}

interface Entry<State, Key, Part> {
  of(state: State): Map<Key, Part>;
  at: Key;
  read(): Promise<Part>;
}

/** The hydration of one entry of a map in the state. */
function entry<State, Key, Part>(
  stream: string,
  key: string,
  { of, at, read }: Entry<State, Key, Part>,
): Hydration<State> {
  return {
    stream,
    key,
    isPresent: (state) => of(state).has(at),
    async load() {
      const part = await read();
      return (state) => {
        const parts = of(state);
        if (!parts.has(at)) parts.set(at, part);
      };
    },
  };
}

/** The hydration of a number in the state of an inbox. */
function counter(
  stream: string,
  key: 'reportedSeq' | 'blockCount',
  read: () => Promise<number>,
): Hydration<InboxState> {
  return {
    stream,
    key,
    isPresent: (state) => state[key] !== undefined,
    async load() {
      const value = await read();
      return (state) => {
        state[key] ??= value;
      };
    },
  };
}
