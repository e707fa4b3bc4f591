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
 * The parts of partial states, read from projections. None overwrites what is there: an event that came in while it was read knows better.
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

const FROM_DISK = 0;

export function createHydrations(projections: ProjectionReader): Hydrations {
  return {
    message: (key) => ({
      stream: timelineStream(key.timelineId),
      key: `m:${key.seq}`,
      isPresent: (state) => state.messages.has(key.seq),
      async load() {
        const { message, emojis = new Map() } = (await readMessage(projections, key)) ?? {};
        return (state) => {
          if (!state.messages.has(key.seq)) state.messages.set(key.seq, { message, emojis, touchedSeq: FROM_DISK });
        };
      },
    }),
    reactions(key, userId) {
      const part = reactionsKey(key.seq, userId);
      return {
        stream: timelineStream(key.timelineId),
        key: `r:${part}`,
        isPresent: (state) => state.reactions.has(part),
        async load() {
          const emojis = await readOwnReactions(projections, key, userId);
          return (state) => {
            if (!state.reactions.has(part)) state.reactions.set(part, { emojis, touchedSeq: FROM_DISK });
          };
        },
      };
    },
    marker: (userId, timelineId) => ({
      stream: inboxStream(userId),
      key: `read:${timelineId}`,
      isPresent: (state) => state.markers.has(timelineId),
      async load() {
        const lastReadSeq = await readMarker(projections, userId, timelineId);
        return (state) => {
          if (!state.markers.has(timelineId)) state.markers.set(timelineId, { lastReadSeq, touchedSeq: FROM_DISK });
        };
      },
    }),
    delivery: (userId, timelineId) => ({
      stream: inboxStream(userId),
      key: `d:${timelineId}`,
      isPresent: (state) => state.deliveries.has(timelineId),
      async load() {
        const delivery = await readDelivery(projections, userId, timelineId);
        return (state) => {
          if (!state.deliveries.has(timelineId)) {
            state.deliveries.set(timelineId, { ...delivery, touchedSeq: FROM_DISK });
          }
        };
      },
    }),
    reported: (userId) => ({
      stream: inboxStream(userId),
      key: 'reported',
      isPresent: (state) => state.reportedSeq !== undefined,
      async load() {
        const reportedSeq = await readReportedSeq(projections, userId);
        return (state) => {
          state.reportedSeq ??= reportedSeq;
        };
      },
    }),
    block: (userId, otherId) => ({
      stream: inboxStream(userId),
      key: `b:${otherId}`,
      isPresent: (state) => state.blocks.has(otherId),
      async load() {
        const held = { isBlocked: await isBlocked(projections, userId, otherId), touchedSeq: FROM_DISK };
        return (state) => {
          if (!state.blocks.has(otherId)) state.blocks.set(otherId, held);
        };
      },
    }),
    mention(userId, key) {
      const id = messageId(key);
      return {
        stream: inboxStream(userId),
        key: `m:${id}`,
        isPresent: (state) => state.mentions.has(id),
        async load() {
          const as = await readMention(projections, userId, key);
          return (state) => {
            if (!state.mentions.has(id)) state.mentions.set(id, { as, touchedSeq: FROM_DISK });
          };
        },
      };
    },
    blockCount: (userId) => ({
      stream: inboxStream(userId),
      key: 'blocks',
      isPresent: (state) => state.blockCount !== undefined,
      async load() {
        const count = await countBlocked(projections, userId);
        return (state) => {
          state.blockCount ??= count;
        };
      },
    }),
    invitation: (userId, roomId) => ({
      stream: inboxStream(userId),
      key: `i:${roomId}`,
      isPresent: (state) => state.invitations.has(roomId),
      async load() {
        const held = { isOpen: await isInvited(projections, userId, roomId), touchedSeq: FROM_DISK };
        return (state) => {
          if (!state.invitations.has(roomId)) state.invitations.set(roomId, held);
        };
      },
    }),
  };
}
