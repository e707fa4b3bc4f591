import { CloseCode, reactToClose } from './close-reaction.ts';

const closed = (code: number, reason = '') => ({ code, reason });

describe('reactToClose', () => {
  it('signs out when the session was revoked', () => {
    expect(reactToClose(closed(CloseCode.SessionRevoked), 0, 0.5)).toEqual({ kind: 'signOut' });
  });

  it('renews a refused token at once, and backs off when that does not help', () => {
    expect(reactToClose(closed(CloseCode.Forbidden), 0, 1)).toEqual({ kind: 'retry', delayMs: 0, refresh: true });
    expect(reactToClose(closed(CloseCode.Forbidden), 2, 1)).toEqual({ kind: 'retry', delayMs: 1_125, refresh: true });
  });

  it('waits as long as a draining server asks, and a little longer', () => {
    const reason = '{"retryAfterMs":2000}';
    expect(reactToClose(closed(CloseCode.TryAgain, reason), 3, 0)).toMatchObject({ delayMs: 2_000, refresh: false });
    expect(reactToClose(closed(CloseCode.TryAgain, reason), 3, 0.5)).toMatchObject({ delayMs: 3_000 });
  });

  it.each(['', 'bye', 'null', '[]', '{"retryAfterMs":"soon"}', '{"retryAfterMs":-5}'])(
    'takes the close reason %j for no wait',
    (reason) => {
      expect(reactToClose(closed(CloseCode.TryAgain, reason), 0, 0)).toMatchObject({ kind: 'retry', delayMs: 0 });
    },
  );

  it.each([1006, 1011, CloseCode.TooSlow, 4499])('retries with backoff after %d', (code) => {
    expect(reactToClose(closed(code), 1, 1)).toEqual({ kind: 'retry', delayMs: 750, refresh: false });
  });
});
