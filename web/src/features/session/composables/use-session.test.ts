import { createApp, shallowRef } from 'vue';
import { type Session, type SessionState, sessionKey } from '../session.ts';
import { useViewer } from './use-session.ts';

const ANN = { id: '1', username: 'ann', displayName: 'Ann', role: 'USER' } as unknown as (SessionState & {
  kind: 'signedIn';
})['viewer'];

/** A page with a session that a test ends, and what its components ask. */
function page() {
  const state = shallowRef<SessionState>({ kind: 'signedIn', viewer: ANN });
  const app = createApp({});
  app.provide(sessionKey, { state } as unknown as Session);
  return { state, ask: () => app.runWithContext(() => useViewer()) };
}

describe('the viewer', () => {
  it('is still known while the session ends, also to what asks then for the first time', () => {
    const { state, ask } = page();
    expect(ask().value).toBe(ANN);
    const late = ask();
    state.value = { kind: 'signedOut', ended: false };
    expect(late.value).toBe(ANN);
    expect(ask().value).toBe(ANN);
  });

  it('is nobody of another page', () => {
    page().ask().value;
    const { state, ask } = page();
    state.value = { kind: 'signedOut', ended: false };
    expect(() => ask().value).toThrow('nobody is signed in');
  });
});
