import { type ErrorCode, errorCodes } from '../../shared/api/error-code.ts';
import { createDispatcher } from './dispatcher.ts';
import type { OutboxItem } from './outbox-item.ts';
import { createMemoryStore } from './store/memory.ts';

/** Lets everything that waits for a settled promise run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A dispatcher over a scripted server: each attempt takes the next answer, a message where there is none. */
function setup(answers: ErrorCode[] = [], store = createMemoryStore()) {
  const attempts: string[] = [];
  const sent: string[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  let held: (() => void)[] | null = null;
  const dispatcher = createDispatcher<string>({
    store,
    async send({ key, text }) {
      attempts.push(`${key} ${text}`);
      if (held) await new Promise<void>((resolve) => held?.push(resolve));
      const answer = answers.shift();
      if (answer) throw answer;
      return text;
    },
    restOf: (message, item) => (message === item.text ? null : { ...item, change: { kind: 'edit', id: message } }),
    reasonOf: (error) => ({ error: error as ErrorCode }),
    onChanged: () => undefined,
    onSent: (message) => sent.push(message),
    retryDelay: (attempt) => attempt,
    setTimer(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  let keys = 0;
  return {
    dispatcher,
    store,
    attempts,
    sent,
    timers,
    async post(text: string, room = 'tea') {
      const item: OutboxItem = {
        key: `k${++keys}`,
        place: { kind: 'room', name: room },
        text,
        replyTo: null,
        queuedAt: '2026-01-01T00:00:00.000Z',
        status: 'pending',
        error: null,
      };
      await store.add(item);
      await dispatcher.wake();
      await settle();
      return item.key;
    },
    items: async () => (await store.all()).map(({ text, status, error }) => `${text} ${status} ${error}`),
    hold: () => {
      held = [];
    },
    async release() {
      const waiting = held ?? [];
      held = null;
      for (const go of waiting) go();
      await settle();
    },
    async fire() {
      timers.shift()?.run();
      await settle();
    },
  };
}

describe('a dispatcher', () => {
  it('sends one after another, in order', async () => {
    const { post, attempts, sent, items, hold, release } = setup();
    hold();
    await post('one');
    await post('two');
    expect(attempts).toEqual(['k1 one']);
    expect(await items()).toEqual(['one pending null', 'two pending null']);
    await release();
    expect(sent).toEqual(['one', 'two']);
    expect(await items()).toEqual([]);
  });

  it('sends to another place while one waits', async () => {
    const { post, sent } = setup(['NETWORK']);
    await post('one', 'tea');
    await post('two', 'coffee');
    await post('three', 'Tea');
    expect(sent).toEqual(['two']);
  });

  it('retries with the same key what may succeed later', async () => {
    const { post, attempts, sent, timers, items, fire } = setup(['NETWORK', 'UNAVAILABLE']);
    await post('one');
    expect(await items()).toEqual(['one pending NETWORK']);
    expect(timers).toMatchObject([{ delayMs: 0 }]);
    await fire();
    expect(timers).toMatchObject([{ delayMs: 1 }]);
    await fire();
    expect(attempts).toEqual(['k1 one', 'k1 one', 'k1 one']);
    expect(sent).toEqual(['one']);
  });

  it('does not let a new message cut a wait short', async () => {
    const { post, attempts } = setup(['NETWORK']);
    await post('one');
    await post('two');
    expect(attempts).toEqual(['k1 one']);
  });

  it('never gives up what may succeed later', async () => {
    const { post, sent, items, fire } = setup(Array<ErrorCode>(50).fill('NETWORK'));
    await post('one');
    for (let attempt = 1; attempt < 50; attempt += 1) {
      await fire();
      expect(await items()).toEqual(['one pending NETWORK']);
    }
    await fire();
    expect(sent).toEqual(['one']);
  });

  it.each(errorCodes)('calls nothing failed that it sends by itself: %s', async (code) => {
    const { post, sent, items, timers, fire } = setup([code]);
    await post('one');
    const [shown = ''] = await items();
    const goesOn = timers.length > 0;
    if (goesOn) await fire();
    expect({ isCalledFailed: shown.includes('failed'), isSent: sent.length > 0 }).toEqual({
      isCalledFailed: !goesOn && code !== 'UNAUTHENTICATED',
      isSent: goesOn,
    });
  });

  it('lets a refused message hold nobody up, and keeps it for the user', async () => {
    const { dispatcher, store, post, attempts, sent, items } = setup(['FORBIDDEN']);
    const key = await post('one');
    await post('two');
    expect(sent).toEqual(['two']);
    expect(await items()).toEqual(['one failed FORBIDDEN']);
    await dispatcher.flush();
    await settle();
    expect(attempts).toEqual(['k1 one', 'k2 two']);
    await store.change(key, (item) => ({ ...item, status: 'pending', error: null }));
    await dispatcher.wake();
    await settle();
    expect(sent).toEqual(['two', 'one']);
    expect(await items()).toEqual([]);
  });

  it('goes on with those behind a refused one that were waiting for it', async () => {
    const { post, sent, items, hold, release } = setup(['BAD_USER_INPUT']);
    hold();
    for (const text of ['one', 'two', 'three']) await post(text);
    await release();
    expect(sent).toEqual(['two', 'three']);
    expect(await items()).toEqual(['one failed BAD_USER_INPUT']);
  });

  it('sends what its author has changed during an attempt as well, before what stands behind it', async () => {
    const { store, post, attempts, items, hold, release } = setup();
    hold();
    const key = await post('one');
    await post('two');
    await store.change(key, (item) => ({ ...item, text: 'one, in other words' }));
    await release();
    expect(attempts).toEqual(['k1 one', 'k1 one, in other words', 'k2 two']);
    expect(await items()).toEqual([]);
  });

  it('does not take another text for refused that was written during the attempt', async () => {
    const { store, post, sent, items, hold, release } = setup(['BAD_USER_INPUT']);
    hold();
    const key = await post('one');
    await store.change(key, (item) => ({ ...item, text: 'one, in other words', earlier: ['one'] }));
    await release();
    expect(sent).toEqual(['one, in other words']);
    expect(await items()).toEqual([]);
  });

  it('does not wait any longer when the server is back', async () => {
    const { dispatcher, post, sent, timers } = setup(['NETWORK']);
    await post('one');
    await dispatcher.flush();
    await settle();
    expect(sent).toEqual(['one']);
    expect(timers).toHaveLength(0);
  });

  it('leaves a message as it is when the session is over', async () => {
    const { post, items, timers } = setup(['UNAUTHENTICATED']);
    await post('one');
    expect(await items()).toEqual(['one pending null']);
    expect(timers).toHaveLength(0);
  });

  it('starts nothing more once stopped, and still takes the answer that comes', async () => {
    const { dispatcher, post, attempts, sent, items, hold, release } = setup();
    hold();
    await post('one');
    await post('two');
    dispatcher.stop();
    await release();
    expect(attempts).toEqual(['k1 one']);
    expect(sent).toEqual(['one']);
    expect(await items()).toEqual(['two pending null']);
  });

  it('goes on where another was interrupted, with the same keys', async () => {
    const first = setup();
    first.hold();
    await first.post('one');
    await first.post('two');
    first.dispatcher.stop();
    const second = setup([], first.store);
    await second.dispatcher.wake();
    await settle();
    expect(second.attempts).toEqual(['k1 one', 'k2 two']);
    expect(await second.items()).toEqual([]);
    await first.release();
    expect(await second.items()).toEqual([]);
  });
});
