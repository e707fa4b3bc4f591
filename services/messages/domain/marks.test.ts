import { ALICE, BOB, CONVERSATION, inbox, ROOM } from '../test/scenario.ts';
import type { InboxState } from './inbox.ts';
import type { DeliveryChanged, InboxEvent, ReadMarkerMoved } from './inbox-events.ts';
import { type Arrival, decideMarkDelivered } from './mark-delivered.ts';
import { decideMarkRead, type MarkRead } from './mark-read.ts';
import { decideMarkUnread } from './mark-unread.ts';
import { decideNotifyInvitationEnded } from './notify-invitation-ended.ts';
import { assertIsUser, decideNotifyInvited } from './notify-invited.ts';

const moved = (timelineId: string, lastReadSeq: number): ReadMarkerMoved => ({
  type: 'ReadMarkerMoved',
  data: { timelineId, lastReadSeq },
});
const markRead = (own: InboxState, command: MarkRead, peerInbox?: InboxState) =>
  decideMarkRead({ inbox: own, peerInbox }, command);
const changed = (messageSeq: number, delivery: 'DELIVERED' | 'READ', timelineId = CONVERSATION): DeliveryChanged => ({
  type: 'DeliveryChanged',
  data: { timelineId, messageSeq, delivery },
});

describe('reading up to a message', () => {
  const room = { userId: ALICE, timelineId: ROOM, seq: 5 };
  const direct = { userId: ALICE, timelineId: CONVERSATION, seq: 5, peer: { userId: BOB, lastMessageSeq: 4 } };

  it('moves the marker of a room', () => {
    expect(markRead(inbox([], [ROOM]), room)).toEqual({
      events: [{ stream: 'inbox-alice', event: moved(ROOM, 5) }],
      result: { lastReadSeq: 5 },
    });
  });

  it('never moves it back', () => {
    const held = inbox([moved(ROOM, 9)], [ROOM]);
    expect(markRead(held, room)).toEqual({ events: [], result: { lastReadSeq: 9 } });
    expect(markRead(held, { ...room, seq: 9 }).events).toEqual([]);
  });

  it('tells the sender of a private message in the same commit', () => {
    expect(markRead(inbox([]), direct, inbox([])).events).toEqual([
      { stream: 'inbox-alice', event: moved(CONVERSATION, 5) },
      { stream: 'inbox-bob', event: changed(4, 'READ') },
    ]);
  });

  it('does not tell the sender what the sender knows', () => {
    const known = inbox([changed(4, 'READ')]);
    expect(markRead(inbox([]), direct, known).events).toHaveLength(1);
    expect(markRead(inbox([]), { ...direct, peer: { userId: BOB, lastMessageSeq: 0 } }, inbox([])).events).toHaveLength(
      1,
    );
  });

  it('tells of reading what had arrived', () => {
    expect(markRead(inbox([]), direct, inbox([changed(4, 'DELIVERED')])).events).toHaveLength(2);
  });
});

describe('marking as unread from a message on', () => {
  const room = { userId: ALICE, timelineId: ROOM, seq: 5 };

  it('moves the marker back to before it', () => {
    expect(decideMarkUnread(inbox([moved(ROOM, 9)], [ROOM]), room)).toEqual({
      events: [{ stream: 'inbox-alice', event: moved(ROOM, 4) }],
      result: { lastReadSeq: 4 },
    });
  });

  it.each([0, 1])('moves it to the very beginning: %i', (seq) => {
    expect(decideMarkUnread(inbox([moved(ROOM, 9)], [ROOM]), { ...room, seq }).result).toEqual({ lastReadSeq: 0 });
  });

  it.each([3, 4])('changes nothing where it is unread already: read up to %i', (lastReadSeq) => {
    const held = inbox([moved(ROOM, lastReadSeq)], [ROOM]);
    expect(decideMarkUnread(held, room)).toEqual({ events: [], result: { lastReadSeq } });
  });

  it('lets it be read again', () => {
    const held = inbox([moved(ROOM, 9), moved(ROOM, 4)], [ROOM]);
    expect(markRead(held, { ...room, seq: 6 }).events).toEqual([{ stream: 'inbox-alice', event: moved(ROOM, 6) }]);
  });
});

describe('reporting arrivals', () => {
  const from = (authorId: string, inboxSeq: number, messageSeq: number): Arrival => ({
    inboxSeq,
    messageSeq,
    authorId,
    timelineId: `alice_${authorId}`,
  });
  const timelines = ['alice_bob', 'alice_carol'];
  const others = () => inbox([], timelines);

  it('tells each sender once, with the last message', () => {
    const arrivals = [from('bob', 1, 1), from('carol', 2, 1), from('bob', 3, 2)];
    const { events } = decideMarkDelivered(
      { inbox: inbox([], timelines), inboxOf: others },
      { userId: ALICE, arrivals },
    );
    expect(events).toEqual([
      { stream: 'inbox-bob', event: changed(2, 'DELIVERED', 'alice_bob') },
      { stream: 'inbox-carol', event: changed(1, 'DELIVERED', 'alice_carol') },
      { stream: 'inbox-alice', event: { type: 'ArrivalsReported', data: { inboxSeq: 3 } } },
    ]);
  });

  it('is nothing when everything was reported', () => {
    const held = inbox([{ type: 'ArrivalsReported', data: { inboxSeq: 3 } }], timelines);
    expect(
      decideMarkDelivered({ inbox: held, inboxOf: others }, { userId: ALICE, arrivals: [from('bob', 3, 2)] }).events,
    ).toEqual([]);
  });

  it('does not tell of what was read already', () => {
    const known = inbox([changed(2, 'READ')]);
    const { events } = decideMarkDelivered(
      { inbox: inbox([]), inboxOf: () => known },
      { userId: ALICE, arrivals: [from('bob', 3, 2)] },
    );
    expect(events.map(({ stream }) => stream)).toEqual(['inbox-alice']);
  });
});

describe('an invitation', () => {
  const room = { name: 'tea', createdAtMs: 7 };
  const told = (withheld?: true): InboxEvent => ({
    type: 'InvitedToRoom',
    data: { roomId: ROOM, byId: BOB, room, ...(withheld && { withheld }) },
  });
  const ended: InboxEvent = { type: 'InvitationEnded', data: { roomId: ROOM, room } };

  it('goes into the inbox', () => {
    expect(decideNotifyInvited(inbox([]), { userId: ALICE, roomId: ROOM, byId: BOB, room }).events).toEqual([
      { stream: 'inbox-alice', event: { type: 'InvitedToRoom', data: { roomId: ROOM, byId: BOB, room } } },
    ]);
  });

  it.each(['', '*', 'a.b', 'alice_bob', 'Alice'])('refuses %j, which is no user', (userId) => {
    expect(() => assertIsUser(userId)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'userId' }));
  });

  it('of somebody who is blocked is for nobody to see', () => {
    const held = inbox([{ type: 'UserBlocked', data: { blockedId: BOB } }]);
    expect(decideNotifyInvited(held, { userId: ALICE, roomId: ROOM, byId: BOB, room }).events).toEqual([
      {
        stream: 'inbox-alice',
        event: { type: 'InvitedToRoom', data: { roomId: ROOM, byId: BOB, room, withheld: true } },
      },
    ]);
  });

  it('ends once, and only where it was told of', () => {
    const end = (...events: InboxEvent[]) => {
      const held = inbox(events);
      if (!held.invitations.has(ROOM)) held.invitations.set(ROOM, { isOpen: false, touchedSeq: 0 });
      return decideNotifyInvitationEnded(held, { userId: ALICE, roomId: ROOM, room }).events.map(({ event }) => event);
    };
    expect(end()).toEqual([]);
    expect(end(told(true))).toEqual([]);
    expect(end(told())).toEqual([ended]);
    expect(end(told(), ended)).toEqual([]);
    expect(end(told(), ended, told())).toEqual([ended]);
  });
});
