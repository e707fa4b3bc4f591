import type { Held } from '@confab/runtime/eventlog/decider/decider';
import { fold } from '@confab/runtime/testing/specification';
import { decideAddReaction } from '../domain/add-reaction.ts';
import type { Blocks } from '../domain/blocks.ts';
import { type DeleteMessage, decideDeleteMessage } from '../domain/delete-message.ts';
import { decideEditMessage, type EditMessage } from '../domain/edit-message.ts';
import { type InboxState, inboxKind } from '../domain/inbox.ts';
import type { InboxEvent } from '../domain/inbox-events.ts';
import type { Message } from '../domain/message.ts';
import type { React } from '../domain/reactions.ts';
import { decideRemoveReaction } from '../domain/remove-reaction.ts';
import { PARTICIPANT, type Rights } from '../domain/rights.ts';
import { reactionsKey, type TimelineState, timelineKind } from '../domain/timeline.ts';
import type { MessagePosted, TimelineEvent } from '../domain/timeline-events.ts';
import { inboxStream, timelineStream } from '../domain/timeline-id.ts';

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

type WithBlocks<Command> = Command & { blocks?: Blocks };
type Timeline = Held<TimelineState>;

export function editMessage(timeline: Timeline, { blocks, ...command }: WithBlocks<EditMessage>, atMs: number) {
  return decideEditMessage({ timeline, ...(blocks && { blocks }) }, command, { atMs });
}

export function deleteMessage(timeline: Timeline, command: DeleteMessage, atMs: number) {
  return decideDeleteMessage({ timeline }, command, { atMs });
}

export function addReaction(timeline: Timeline, { blocks, ...command }: WithBlocks<React>) {
  return decideAddReaction({ timeline, ...(blocks && { blocks }) }, command);
}

export function removeReaction(timeline: Timeline, command: React) {
  return decideRemoveReaction({ timeline }, command);
}

/** What the state keeps of a message that was posted as event `seq` of a room. */
export function message(seq: number, authorId: string, text: string, more: Partial<Message> = {}): Message {
  return { timelineId: ROOM, seq, authorId, text, sentAtMs: at(seq), ...more };
}

/**
 * A timeline after these events; the named users' reactions to its messages are hydrated from the
 * start.
 */
export function timeline(
  events: readonly TimelineEvent[],
  { id = ROOM, users = [ALICE, BOB] }: { id?: string; users?: readonly string[] } = {},
): Held<TimelineState> {
  const state = timelineKind.initialState();
  for (let seq = 1; seq <= events.length; seq += 1) {
    for (const user of users) state.reactions.set(reactionsKey(seq, user), { emojis: new Set(), touchedSeq: 0 });
  }
  return { state: fold(timelineKind, timed(events), { stream: timelineStream(id), state }), seq: events.length };
}

/**
 * An inbox after these events; the marker and delivery of the conversation are hydrated from the
 * start, and that nobody is blocked.
 */
export function inbox(events: readonly InboxEvent[], timelineIds: readonly string[] = [CONVERSATION]): InboxState {
  const state = inboxKind.initialState();
  state.reportedSeq = 0;
  state.blockCount = 0;
  for (const userId of [ALICE, BOB]) state.blocks.set(userId, { isBlocked: false, touchedSeq: 0 });
  for (const seq of [1, 2, 3]) state.mentions.set(`${ROOM}-${seq}`, { as: 'none', touchedSeq: 0 });
  for (const id of timelineIds) {
    state.markers.set(id, { lastReadSeq: 0, touchedSeq: 0 });
    state.deliveries.set(id, { deliveredSeq: 0, readSeq: 0, touchedSeq: 0 });
  }
  return fold(inboxKind, timed(events), { stream: inboxStream(ALICE), state });
}

/** The messages of a timeline that were asked for and are not there. */
export function withoutMessages(held: Held<TimelineState>, ...seqs: number[]): Held<TimelineState> {
  for (const seq of seqs) held.state.messages.set(seq, { message: undefined, emojis: new Map(), touchedSeq: 0 });
  return held;
}

const timed = <Event>(events: readonly Event[]) => events.map((event, index) => [at(index + 1), event] as const);
