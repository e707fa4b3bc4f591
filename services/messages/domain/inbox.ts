import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { InboxEvent } from './inbox-events.ts';
import { messageId } from './timeline-id.ts';
import { trimParts } from './trim.ts';

interface HeldMarker {
  /** 0: nothing was read yet. */
  lastReadSeq: number;
  touchedSeq: number;
}

/**
 * How far the other side of a conversation has got with what the owner of this inbox sent; 0 for
 * not at all.
 */
interface HeldDelivery {
  deliveredSeq: number;
  readSeq: number;
  touchedSeq: number;
}

/** Whether the owner of this inbox blocks somebody. */
interface HeldBlock {
  isBlocked: boolean;
  touchedSeq: number;
}

/**
 * Whether the owner of this inbox was told that they may join a room, and not that they may no
 * more.
 */
interface HeldInvitation {
  isOpen: boolean;
  touchedSeq: number;
}

/** Whether a message mentions the owner of this inbox, and whether they were told. */
interface HeldMention {
  as: 'shown' | 'withheld' | 'none';
  touchedSeq: number;
}

/**
 * As with a timeline: only the parts that commands concern. Receiving a message needs none of it.
 */
export interface InboxState {
  /** By timeline. */
  markers: Map<string, HeldMarker>;
  /** By timeline. */
  deliveries: Map<string, HeldDelivery>;
  /** Undefined: not hydrated. */
  reportedSeq: number | undefined;
  /** By the other user. */
  blocks: Map<string, HeldBlock>;
  /** By `messageId`. */
  mentions: Map<string, HeldMention>;
  /** How many users are blocked. Undefined: not hydrated. */
  blockCount: number | undefined;
  /** By room. */
  invitations: Map<string, HeldInvitation>;
}

/** The state of a user's inbox that the command holds. */
export type InboxOf = (userId: string) => InboxState;

export const inboxKind: StreamKind<InboxState, InboxEvent> = {
  prefix: 'inbox-',
  initialState: () => ({
    markers: new Map(),
    deliveries: new Map(),
    reportedSeq: undefined,
    blocks: new Map(),
    mentions: new Map(),
    blockCount: undefined,
    invitations: new Map(),
  }),
  evolve(state, event, { seq }) {
    switch (event.type) {
      case 'ReadMarkerMoved': {
        const { timelineId, lastReadSeq } = event.data;
        state.markers.set(timelineId, { lastReadSeq, touchedSeq: seq });
        return state;
      }
      case 'DeliveryChanged': {
        const { timelineId, messageSeq, delivery } = event.data;
        const held = state.deliveries.get(timelineId);
        if (!held) return state;
        state.deliveries.set(timelineId, {
          deliveredSeq: Math.max(held.deliveredSeq, messageSeq),
          readSeq: delivery === 'READ' ? Math.max(held.readSeq, messageSeq) : held.readSeq,
          touchedSeq: seq,
        });
        return state;
      }
      case 'ArrivalsReported':
        state.reportedSeq = event.data.inboxSeq;
        return state;
      case 'UserBlocked':
      case 'UserUnblocked': {
        const isBlocked = event.type === 'UserBlocked';
        state.blocks.set(event.data.blockedId, { isBlocked, touchedSeq: seq });
        if (state.blockCount !== undefined) state.blockCount += isBlocked ? 1 : -1;
        return state;
      }
      case 'InvitedToRoom':
        if (!event.data.withheld) state.invitations.set(event.data.roomId, { isOpen: true, touchedSeq: seq });
        return state;
      case 'InvitationEnded':
        state.invitations.set(event.data.roomId, { isOpen: false, touchedSeq: seq });
        return state;
      case 'Mentioned':
      case 'MentionEnded': {
        const as = event.type === 'MentionEnded' ? 'none' : event.data.withheld ? 'withheld' : 'shown';
        state.mentions.set(messageId(event.data.message), { as, touchedSeq: seq });
        return state;
      }
      default:
        return state;
    }
  },
  partial: {
    trim(state, committedSeq) {
      trimParts(state.markers, committedSeq);
      trimParts(state.deliveries, committedSeq);
      trimParts(state.blocks, committedSeq);
      trimParts(state.invitations, committedSeq);
      trimParts(state.mentions, committedSeq);
    },
  },
};
