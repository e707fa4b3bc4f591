import { fold } from '@confab/runtime/testing/specification';
import fc from 'fast-check';
import { banned, deleted, LIFETIME_MS, newSession, opened, refreshed, registered } from '../test/user-history.ts';
import { decideOpenSession, MAX_SESSIONS } from './open-session.ts';
import { userKind } from './user.ts';

describe('the state of a user', () => {
  it('survives a snapshot', () => {
    const state = fold(userKind, [[0, registered], opened('s1', 1), refreshed('s1', 2, 1, 2)]);
    const json: unknown = JSON.parse(JSON.stringify(userKind.snapshot?.toJson(state)));
    expect(userKind.snapshot?.fromJson(json)).toEqual(state);
    const gone = fold(userKind, [
      [0, registered],
      [1, banned('spam')],
      [2, deleted],
    ]);
    expect(userKind.snapshot?.fromJson(JSON.parse(JSON.stringify(userKind.snapshot.toJson(gone))))).toEqual(gone);
    const empty: unknown = JSON.parse(JSON.stringify(userKind.snapshot?.toJson(userKind.initialState())));
    expect(userKind.snapshot?.fromJson(empty)).toEqual(userKind.initialState());
  });

  it('forgets a session that expired', () => {
    const expired = { type: 'SessionExpired', data: { sessionId: 's1' } } as const;
    const state = fold(userKind, [[0, registered], opened('s1', 0), opened('s2', 1), [LIFETIME_MS, expired]]);
    expect(state.sessions.map((session) => session.id)).toEqual(['s2']);
  });

  it('stays bounded however often a token is exchanged within one race', () => {
    const race = Array.from({ length: 100 }, (_, index) => refreshed('s1', 1, 1, index + 2));
    const state = fold(userKind, [[0, registered], opened('s1', 0), ...race]);
    expect(state.sessions[0]?.liveHashes).toHaveLength(16);
    expect(state.sessions[0]?.liveHashes.at(-1)).toBe('s1-token-101');
  });

  it('never holds more sessions than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: LIFETIME_MS }), { maxLength: 150 }), (pauses) => {
        let atMs = 0;
        let state = fold(userKind, [[0, registered]]);
        for (const [index, pause] of pauses.entries()) {
          atMs += pause % 2 === 0 ? pause : 1;
          const command = { session: newSession(`s${index}`, atMs), verifiedHash: 'hash-1' };
          for (const event of decideOpenSession(state, command, { atMs }).events) {
            state = userKind.evolve(state, event, { stream: 'user-u1', seq: 1, atMs, actor: 'u1' });
          }
          expect(state.sessions.length).toBeLessThanOrEqual(MAX_SESSIONS);
          expect(state.sessions.at(-1)?.id).toBe(`s${index}`);
        }
      }),
    );
  });
});
