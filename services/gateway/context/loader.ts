import { createHash } from 'node:crypto';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { turns } from '@confab/runtime/kernel/turns/turns';
import type { CallOptions } from '@connectrpc/connect';
import DataLoader from 'dataloader';
import type { App } from './app.ts';

/** Most keys that one request to a service carries. */
const MAX_BATCH = 200;
/** What a client sends is never a key of any length. */
const MAX_KEY = 200;

/** On whose behalf something is loaded. */
export interface Asking {
  readonly app: App;
  readonly call: CallOptions;
  /** Whose work it is: a user's id; empty for nobody's. */
  readonly owner: string;
}

/** Batches and remembers for one request. What is done with what it loaded gives way to the work of others. */
export interface Loader<Value> {
  load(key: string): Promise<Value | undefined>;
}

/** `fetch` returns what it found, by key, or why one is refused; the rest is `undefined`. */
export function createLoader<Value>(
  { owner }: Pick<Asking, 'owner'>,
  fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value | AppError>>,
): Loader<Value> {
  const loader = new DataLoader<string, Value | undefined>(
    async (keys) => {
      const found = await fetch(keys);
      return keys.map((key) => found.get(key));
    },
    { maxBatchSize: MAX_BATCH, batchScheduleFn: (send) => whenAllHaveAsked(owner, send) },
  );
  return { load: (key) => loader.load(key).then((value) => givingWay(owner, value)) };
}

/** After what runs already, as DataLoader does it, and after what was put off: work that is done in slices does not make more requests. */
function whenAllHaveAsked(owner: string, send: () => void): void {
  void Promise.resolve().then(() => process.nextTick(() => turns.afterWaiting(owner, send)));
}

/** Pages of lists by the id of what they belong to: one loader for each set of arguments, so that all who ask for the same page are asked for at once. */
export type PageLoader<Args, Page> = (id: string, args: Args) => Promise<Page>;

export function createPageLoader<Args extends object, Page>(
  asking: Pick<Asking, 'owner'>,
  fetch: (ids: readonly string[], args: Args) => Promise<ReadonlyMap<string, Page | AppError>>,
): PageLoader<Args, Page> {
  const loaders = new Map<string, Loader<Page>>();
  return async (id, args) => {
    const key = keyOf(args);
    let loader = loaders.get(key);
    if (!loader) {
      loader = createLoader(asking, (ids) => fetch(ids, args));
      loaders.set(key, loader);
    }
    return required(await loader.load(id), 'page');
  };
}

/** The value, at once or, where the owner has done much in this turn of the event loop, in a later one. */
export function givingWay<Value>(owner: string, value: Value): Value | Promise<Value> {
  const later = turns.giveWay(owner);
  return later ? later.then(() => value) : value;
}

/** For what must exist because something stored refers to it. */
export function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new AppError('NOT_FOUND', `This ${what} is not there any more.`);
  return value;
}

function keyOf(args: object): string {
  const text = JSON.stringify(args);
  return text.length <= MAX_KEY ? text : createHash('sha256').update(text).digest('base64');
}
