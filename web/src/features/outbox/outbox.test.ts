import type { ErrorCode } from '../../shared/api/error-code.ts';
import { createOutbox, MAX_ATTEMPTS, type OutboxItem } from './outbox.ts';

/** Lets everything that waits for a settled promise run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** An outbox over a scripted server: each attempt takes the next answer, a message where there is none. */
function setup(answers: ErrorCode[] = []) {
  const attempts: string[] = [];
  const sent: string[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  let items: readonly OutboxItem[] = [];
  let keys = 0;
  let release: (() => void) | null = null;
  let held = false;
  const outbox = createOutbox<string>({
    async send({ key, text }) {
      attempts.push(`${key} ${text}`);
      if (held) await new Promise<void>((resolve) => (release = resolve));
      const answer = answers.shift();
      if (answer) throw answer;
      return text;
    },
    codeOf: (error) => error as ErrorCode,
    newKey: () => `k${++keys}`,
    now: () => '2026-01-01T00:00:00.000Z',
    onChange: (next) => (items = next),
    onSent: (message) => sent.push(message),
    retryDelay: (attempt) => attempt,
    setTimer(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  return {
    outbox,
    attempts,
    sent,
    timers,
    items: () => items.map(({ text, status }) => `${text} ${status}`),
    error: () => items[0]?.error,
    key: (index: number) => items[index]?.key ?? '',
    hold: () => (held = true),
    release: () => {
      held = false;
      release?.();
    },
    fire: () => timers.shift()?.run(),
  };
}

describe('an outbox', () => {
  it('sends one after another, in order', async () => {
    const { outbox, attempts, sent, items, hold, release } = setup();
    hold();
    outbox.post('one');
    outbox.post('two');
    await settle();
    expect(attempts).toEqual(['k1 one']);
    expect(items()).toEqual(['one pending', 'two pending']);
    release();
    await settle();
    expect(sent).toEqual(['one', 'two']);
    expect(items()).toEqual([]);
  });

  it('retries with the same key what may succeed later', async () => {
    const { outbox, attempts, sent, timers, error, fire } = setup(['NETWORK', 'UNAVAILABLE']);
    outbox.post('one');
    await settle();
    expect(error()).toBe('NETWORK');
    expect(timers).toMatchObject([{ delayMs: 0 }]);
    fire();
    await settle();
    expect(timers).toMatchObject([{ delayMs: 1 }]);
    fire();
    await settle();
    expect(attempts).toEqual(['k1 one', 'k1 one', 'k1 one']);
    expect(sent).toEqual(['one']);
  });

  it('gives up after some attempts, and tries again when the server is back', async () => {
    const { outbox, sent, items, fire } = setup(Array<ErrorCode>(MAX_ATTEMPTS).fill('NETWORK'));
    outbox.post('one');
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      await settle();
      fire();
    }
    expect(items()).toEqual(['one failed']);
    outbox.flush();
    await settle();
    expect(sent).toEqual(['one']);
  });

  it('lets nothing overtake a failed message', async () => {
    const { outbox, attempts, sent, items, key } = setup(['FORBIDDEN']);
    outbox.post('one');
    outbox.post('two');
    await settle();
    expect(items()).toEqual(['one failed', 'two pending']);
    expect(attempts).toEqual(['k1 one']);
    outbox.flush();
    await settle();
    expect(attempts).toEqual(['k1 one']);
    outbox.retry(key(0));
    await settle();
    expect(attempts).toEqual(['k1 one', 'k1 one', 'k2 two']);
    expect(sent).toEqual(['one', 'two']);
  });

  it('goes on with the next one when the failed one is discarded', async () => {
    const { outbox, sent, items, key } = setup(['BAD_USER_INPUT']);
    outbox.post('one');
    outbox.post('two');
    await settle();
    outbox.discard(key(0));
    await settle();
    expect(sent).toEqual(['two']);
    expect(items()).toEqual([]);
  });

  it('does not discard what is being sent', async () => {
    const { outbox, sent, key, hold, release } = setup();
    hold();
    outbox.post('one');
    outbox.discard(key(0));
    release();
    await settle();
    expect(sent).toEqual(['one']);
  });

  it('does not wait any longer when the server is back', async () => {
    const { outbox, sent, timers } = setup(['NETWORK']);
    outbox.post('one');
    await settle();
    outbox.flush();
    await settle();
    expect(sent).toEqual(['one']);
    expect(timers).toHaveLength(0);
  });

  it('sends nothing more once disposed', async () => {
    const { outbox, attempts, sent, hold, release } = setup();
    hold();
    outbox.post('one');
    outbox.post('two');
    outbox.dispose();
    release();
    await settle();
    expect(attempts).toEqual(['k1 one']);
    expect(sent).toEqual([]);
  });
});
