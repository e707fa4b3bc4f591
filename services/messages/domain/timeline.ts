import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { Message } from './message.ts';
import { postedMessage, TIMELINE_EVENT_VERSIONS, type TimelineEvent } from './timeline-events.ts';
import { trimParts } from './trim.ts';

/** A message that a command concerns, with how many users show each emoji. */
export interface HeldMessage {
  /** Undefined: there is no such message. */
  message: Message | undefined;
  emojis: ReadonlyMap<string, number>;
  /** The last event of this state that concerned it; 0 for what was read from disk. */
  touchedSeq: number;
}

/** One user's reactions to one message. */
export interface HeldReactions {
  emojis: ReadonlySet<string>;
  touchedSeq: number;
}

/**
 * Only the parts of a timeline that commands in flight, or recent ones, concern. What is not here
 * is not known: it has to be hydrated before something is decided on it. Posting needs none of it.
 */
export interface TimelineState {
  messages: Map<number, HeldMessage>;
  /** By `reactionsKey`. */
  reactions: Map<string, HeldReactions>;
}

const NO_EMOJIS: ReadonlyMap<string, number> = new Map();

export const reactionsKey = (messageSeq: number, userId: string): string => `${messageSeq}:${userId}`;

export const timelineKind: StreamKind<TimelineState, TimelineEvent> = {
  prefix: 'timeline-',
  versions: TIMELINE_EVENT_VERSIONS,
  initialState: () => ({ messages: new Map(), reactions: new Map() }),
  evolve(state, event, { stream, seq, atMs }) {
    switch (event.type) {
      case 'MessagePosted': {
        const timelineId = stream.slice(timelineKind.prefix.length);
        const message = postedMessage(event.data, { timelineId, seq, atMs });
        state.messages.set(seq, { message, emojis: NO_EMOJIS, touchedSeq: seq });
        return state;
      }
      case 'MessageEdited': {
        const { message } = event.data;
        const held = state.messages.get(message.seq);
        if (held) state.messages.set(message.seq, { message, emojis: held.emojis, touchedSeq: seq });
        return state;
      }
      case 'MessageDeleted': {
        const { message } = event.data;
        state.messages.set(message.seq, { message, emojis: NO_EMOJIS, touchedSeq: seq });
        for (const key of state.reactions.keys()) {
          if (!key.startsWith(`${message.seq}:`)) continue;
          state.reactions.set(key, { emojis: new Set(), touchedSeq: seq });
        }
        return state;
      }
      case 'ReactionAdded':
      case 'ReactionRemoved':
        return evolveReaction(state, event, seq);
      default:
        return state;
    }
  },
  partial: {
    trim(state, committedSeq) {
      trimParts(state.messages, committedSeq);
      trimParts(state.reactions, committedSeq);
    },
  },
};

function evolveReaction(
  state: TimelineState,
  { type, data }: Extract<TimelineEvent, { type: 'ReactionAdded' | 'ReactionRemoved' }>,
  seq: number,
): TimelineState {
  const { messageSeq, emoji, userId, count } = data;
  const held = state.messages.get(messageSeq);
  if (held) {
    const emojis = new Map(held.emojis);
    if (count > 0) emojis.set(emoji, count);
    else emojis.delete(emoji);
    state.messages.set(messageSeq, { message: held.message, emojis, touchedSeq: seq });
  }
  const key = reactionsKey(messageSeq, userId);
  const own = state.reactions.get(key);
  if (own) {
    const emojis = new Set(own.emojis);
    if (type === 'ReactionAdded') emojis.add(emoji);
    else emojis.delete(emoji);
    state.reactions.set(key, { emojis, touchedSeq: seq });
  }
  return state;
}
