import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { Held } from '../domain/decided.ts';
import { type InboxState, inboxKind } from '../domain/inbox.ts';
import type { InboxEvent } from '../domain/inbox-events.ts';
import type { Message } from '../domain/message.ts';
import { PARTICIPANT, type Rights } from '../domain/rights.ts';
import { reactionsKey, type TimelineState, timelineKind } from '../domain/timeline.ts';
import type { MessagePosted, TimelineEvent } from '../domain/timeline-events.ts';

export const ROOM = 'room1';
export const ALICE = 'alice';
export const BOB = 'bob';
export const CONVERSATION = 'alice_bob';

export const MEMBER: Rights = { ...PARTICIPANT };
export const MODERATOR: Rights = { ...PARTICIPANT, canModerate: true };
export const STRANGER: Rights = { canRead: true, canPost: false, canModerate: false, isMember: false, isBanned: false };
export const BANNED: Rights = { canRead: true, canPost: false, canModerate: false, isMember: false, isBanned: true };

/** Event number n of a scenario happens at n seconds. */
export const at = (seq: number): number => seq * 1_000;

export function posted(authorId: string, text: string, more: Partial<MessagePosted['data']> = {}): MessagePosted {
  return { type: 'MessagePosted', data: { authorId, text, ...more } };
}

/** What the state keeps of a message that was posted as event `seq` of a room. */
export function message(seq: number, authorId: string, text: string, more: Partial<Message> = {}): Message {
  return { timelineId: ROOM, seq, authorId, text, sentAtMs: at(seq), ...more };
}

/** A timeline after these events; the named users' reactions to its messages are hydrated from the start. */
export function timeline(
  events: readonly TimelineEvent[],
  { id = ROOM, users = [ALICE, BOB] }: { id?: string; users?: readonly string[] } = {},
): Held<TimelineState> {
  const state = timelineKind.initialState();
  for (let seq = 1; seq <= events.length; seq += 1) {
    for (const user of users) state.reactions.set(reactionsKey(seq, user), { emojis: new Set(), touchedSeq: 0 });
  }
  return fold(timelineKind, events, { id, state });
}

/** An inbox after these events; the marker and delivery of the conversation are hydrated from the start, and that nobody is blocked. */
export function inbox(
  events: readonly InboxEvent[],
  timelineIds: readonly string[] = [CONVERSATION],
): Held<InboxState> {
  const state = inboxKind.initialState();
  state.reportedSeq = 0;
  state.blockCount = 0;
  for (const userId of [ALICE, BOB]) state.blocks.set(userId, { isBlocked: false, touchedSeq: 0 });
  for (const seq of [1, 2, 3]) state.mentions.set(`${ROOM}-${seq}`, { as: 'none', touchedSeq: 0 });
  for (const id of timelineIds) {
    state.markers.set(id, { lastReadSeq: 0, touchedSeq: 0 });
    state.deliveries.set(id, { deliveredSeq: 0, readSeq: 0, touchedSeq: 0 });
  }
  return fold(inboxKind, events, { id: ALICE, state });
}

/** The messages of a timeline that were asked for and are not there. */
export function withoutMessages(held: Held<TimelineState>, ...seqs: number[]): Held<TimelineState> {
  for (const seq of seqs) held.state.messages.set(seq, { message: undefined, emojis: new Map(), touchedSeq: 0 });
  return held;
}

function fold<State, Event extends DomainEvent>(
  kind: StreamKind<State, Event>,
  events: readonly Event[],
  { id, state }: { id: string; state: State },
): Held<State> {
  let folded = state;
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    folded = kind.evolve(folded, event, { stream: kind.prefix + id, seq, atMs: at(seq), actor: ALICE });
  }
  return { state: folded, seq: events.length };
}
