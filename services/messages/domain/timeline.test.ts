import { ALICE, at, BOB, posted, ROOM, timeline } from '../test/scenario.ts';
import { inboxKind } from './inbox.ts';
import { reactionsKey, timelineKind } from './timeline.ts';

describe('the state of a timeline', () => {
  it('forgets old parts that are on disk and keeps those in flight', () => {
    const events = Array.from({ length: 100 }, (_, i) => posted(ALICE, `${i}`));
    const { state } = timeline(events, { users: [] });
    timelineKind.partial?.trim(state, 90);
    expect(state.messages.size).toBe(32);
    expect(state.messages.has(100)).toBe(true);
    timelineKind.partial?.trim(state, 0);
    expect(state.messages.size).toBe(32);
  });

  it('keeps every part in flight, however many', () => {
    const { state } = timeline(
      Array.from({ length: 100 }, (_, i) => posted(ALICE, `${i}`)),
      { users: [] },
    );
    timelineKind.partial?.trim(state, 0);
    expect(state.messages.size).toBe(100);
  });

  it('knows nothing of reactions to a message that was deleted', () => {
    const { state } = timeline([
      posted(ALICE, 'hi'),
      { type: 'ReactionAdded', data: { messageSeq: 1, emoji: '👍', userId: BOB, count: 1 } },
      {
        type: 'MessageDeleted',
        data: { message: { timelineId: ROOM, seq: 1, authorId: ALICE, sentAtMs: at(1), deletedAtMs: at(3) }, by: BOB },
      },
    ]);
    expect(state.messages.get(1)?.emojis.size).toBe(0);
    expect(state.reactions.get(reactionsKey(1, BOB))?.emojis.size).toBe(0);
  });
});

describe('the state of an inbox', () => {
  it('forgets old parts that are on disk', () => {
    const state = inboxKind.initialState();
    for (let seq = 1; seq <= 100; seq += 1) {
      inboxKind.evolve(
        state,
        { type: 'ReadMarkerMoved', data: { timelineId: `room${seq}`, lastReadSeq: seq } },
        { stream: 'inbox-a', seq, atMs: at(seq), actor: 'a' },
      );
    }
    inboxKind.partial?.trim(state, 100);
    expect([...state.markers.keys()]).toContain('room100');
    expect(state.markers.size).toBe(32);
  });
});
