import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { MessageKey } from '../../domain/message.ts';
import { timelineKind } from '../../domain/timeline.ts';
import type { TimelineEvent } from '../../domain/timeline-events.ts';

/**
 * Who reacted how, oldest first by `atSeq`. How many there are of each emoji stands in the
 * message's own document.
 */
export const reactionsProjection: Projection = {
  name: 'reactions',
  version: 1,
  collections: {
    reactions: {
      key: ['timelineId', 'messageSeq', 'userId', 'emoji'],
      indexes: {
        byAge: ['timelineId', 'messageSeq', 'atSeq'],
        byEmoji: ['timelineId', 'messageSeq', 'emoji', 'atSeq'],
      },
    },
  },
  project(stored) {
    const event = stored as NewEvent & TimelineEvent;
    switch (event.type) {
      case 'ReactionAdded': {
        const { messageSeq, userId, emoji, withheld } = event.data;
        const timelineId = event.stream.slice(timelineKind.prefix.length);
        const doc = { timelineId, messageSeq, userId, emoji, atSeq: event.seq };
        return [{ op: 'put', in: 'reactions', doc: withheld ? { ...doc, withheld } : doc }];
      }
      case 'ReactionRemoved': {
        const { messageSeq, userId, emoji } = event.data;
        const timelineId = event.stream.slice(timelineKind.prefix.length);
        return [{ op: 'remove', in: 'reactions', key: [timelineId, messageSeq, userId, emoji] }];
      }
      case 'MessageDeleted': {
        const { timelineId, seq } = event.data.message;
        return [{ op: 'clear', in: 'reactions', prefix: [timelineId, seq] }];
      }
      default:
        return [];
    }
  },
};

export interface ReactionDocument {
  userId: string;
  emoji: string;
  atSeq: number;
  /** Shown to the user alone: the other side of the conversation blocked them. */
  withheld?: true;
}

/** Emoji that one user shows on one message. */
export async function readOwnReactions(
  projections: ProjectionReader,
  { timelineId, seq }: MessageKey,
  userId: string,
): Promise<Set<string>> {
  const equal = [timelineId, seq, userId];
  const found = await projections.find<ReactionDocument>('reactions', { index: 'key', equal, limit: 100 });
  return new Set(found.map(({ emoji }) => emoji));
}

/** The oldest reactions of a message: all of them, or those with one emoji. */
export function findReactions(
  projections: ProjectionReader,
  { timelineId, seq }: MessageKey,
  { emoji, limit }: { emoji?: string; limit: number },
): Promise<ReactionDocument[]> {
  return emoji === undefined
    ? projections.find('reactions', { index: 'byAge', equal: [timelineId, seq], limit })
    : projections.find('reactions', { index: 'byEmoji', equal: [timelineId, seq, emoji], limit });
}
