/** More than this many unread events is a test that forgot to read. */
const CAPACITY = 20_000;

/** What arrives on a subscription, to be read one by one. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(item: T): void;
  /** No more will come; with an error: reading throws it. What is queued can still be read. */
  end(error?: unknown): void;
  /** The next item; undefined at the end. Rejects where nothing comes in time. */
  next(timeoutMs?: number): Promise<T | undefined>;
  /** The next item that fits; others are dropped. */
  nextWhere(fits: (item: T) => boolean, timeoutMs?: number): Promise<T>;
  /** What is queued now, taken out. */
  drain(): T[];
  readonly ended: boolean;
}

export function createEventQueue<T>(): EventQueue<T> {
  const items: T[] = [];
  let end: { error?: unknown } | undefined;
  let wake = Promise.withResolvers<void>();

  async function next(timeoutMs = 10_000): Promise<T | undefined> {
    const deadline = performance.now() + timeoutMs;
    while (items.length === 0 && !end) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`nothing arrived within ${timeoutMs} ms`);
      await withinMs(wake.promise, left);
    }
    if (items.length > 0) return items.shift();
    if (end?.error !== undefined) throw end.error;
    return undefined;
  }

  function signal(): void {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  }

  const queue: EventQueue<T> = {
    push(item) {
      if (items.length >= CAPACITY) throw new Error('the test does not read its events');
      items.push(item);
      signal();
    },
    end(error) {
      end ??= { error };
      signal();
    },
    next,
    async nextWhere(fits, timeoutMs = 10_000) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const item = await next(Math.max(1, deadline - performance.now()));
        if (item === undefined) throw new Error('the subscription ended before the expected event');
        if (fits(item)) return item;
      }
    },
    drain: () => items.splice(0),
    get ended() {
      return end !== undefined;
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = await next(60_000);
        if (item === undefined) return;
        yield item;
      }
    },
  };
  return queue;
}

/** Resolves when the promise does or the time is over, whichever is first. */
async function withinMs(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    promise,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
}
