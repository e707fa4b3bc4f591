import type { Logger } from 'pino';
import type { EventStore } from '../store/port.ts';
import { type CachedStream, emptyStream, type Settled } from './cached-stream.ts';
import type { Hydration } from './decider.ts';
import { loadStream } from './load-stream.ts';
import type { AnyStreamKind } from './port.ts';

type Hydrations = readonly Hydration<never>[];

/** States of hot streams, bounded. Streams with a write in flight are never evicted. */
export interface StreamCache {
  /**
   * The states, if all are here with all their parts; undefined if `warm` is needed first. Whatever is decided on them must be decided before
   * anything else runs.
   */
  hot(names: readonly string[], hydrations: Hydrations): CachedStream[] | undefined;
  /** Loads what is missing, once for all who ask at the same time. Afterwards ask `hot` again: it may be gone already. */
  warm(names: readonly string[], hydrations: Hydrations): Promise<void>;
  /** Whether that is so already: nothing is under way and nobody else writes. If not, `areCurrent` finds out. */
  areKnownCurrent(streams: readonly CachedStream[]): boolean;
  /**
   * Whether the states rest on everything that was on disk when this was called, and on nothing that failed to get there. Waits for writes
   * under way. What another process has left behind is dropped.
   */
  areCurrent(streams: readonly CachedStream[]): Promise<boolean>;
  /** Forgets the state. It is loaded anew once nothing built on it is in flight. */
  drop(stream: CachedStream): void;
  /** A commit with events of this stream, up to `seq`, has settled. */
  settled(stream: CachedStream, outcome: Settled, seq: number): void;
}

export interface StreamCacheOptions {
  store: EventStore;
  kinds: readonly AnyStreamKind[];
  size: number;
  log: Logger;
}

export function createStreamCache({ store, kinds, size, log }: StreamCacheOptions): StreamCache {
  const kindOf = kindFinder(kinds);
  /** In the order in which they are looked at for eviction. What was used since the last look gets another turn: keeping the order of use would cost each command more than deciding. */
  const streams = new Map<string, CachedStream>();
  /** Dropped streams of which commits are still in flight. */
  const draining = new Map<string, Promise<void>>();

  const find = (name: string): CachedStream | undefined => {
    const stream = streams.get(name);
    if (!stream || stream.loading) return undefined;
    stream.used = true;
    return stream;
  };

  const evict = () => {
    let looks = 2 * streams.size;
    for (const stream of streams.values()) {
      if (streams.size <= size || looks === 0) return;
      looks -= 1;
      streams.delete(stream.name);
      if (!stream.used && stream.inFlight === 0 && !stream.loading) continue;
      stream.used = false;
      streams.set(stream.name, stream);
    }
  };

  const load = async (name: string): Promise<void> => {
    const known = streams.get(name);
    if (known) return known.loading;
    const stream = emptyStream(name, kindOf(name));
    stream.loading = (async () => {
      try {
        await draining.get(name);
        await loadStream(store, stream);
        stream.loading = undefined;
      } catch (error) {
        streams.delete(name);
        throw error;
      }
    })();
    streams.set(name, stream);
    evict();
    return stream.loading;
  };

  const hydrate = (stream: CachedStream, hydration: Hydration<never>): Promise<void> => {
    const { key } = hydration;
    const running = stream.hydrating.get(key);
    if (running) return running;
    const loading = (async () => {
      try {
        const apply = await hydration.load();
        if (!hydration.isPresent(stream.state as never)) apply(stream.state as never);
      } finally {
        stream.hydrating.delete(key);
      }
    })();
    stream.hydrating.set(key, loading);
    return loading;
  };

  const drop = (stream: CachedStream) => {
    if (stream.dropped) return;
    stream.dropped = true;
    if (streams.get(stream.name) === stream) streams.delete(stream.name);
    if (stream.inFlight === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    draining.set(stream.name, promise);
    stream.onDrained = () => {
      draining.delete(stream.name);
      resolve();
    };
  };

  const saveSnapshot = ({ name, kind, seq, state }: CachedStream) => {
    const { snapshot } = kind;
    if (!snapshot) return;
    try {
      store.saveSnapshot(name, { seq, version: snapshot.version, state: snapshot.toJson(state) });
    } catch (error) {
      log.warn({ err: error, stream: name }, 'a snapshot could not be saved');
    }
  };

  const committed = (stream: CachedStream, seq: number) => {
    stream.committedSeq = Math.max(stream.committedSeq, seq);
    if (stream.dropped) return;
    if (stream.hydrating.size === 0) stream.kind.partial?.trim(stream.state, stream.committedSeq);
    const every = stream.kind.snapshot?.every ?? Number.POSITIVE_INFINITY;
    if (stream.inFlight === 0 && stream.seq - stream.snapshotSeq >= every) {
      stream.snapshotSeq = stream.seq;
      saveSnapshot(stream);
    }
  };

  return {
    hot(names, hydrations) {
      const found: CachedStream[] = [];
      for (const name of names) {
        const stream = find(name);
        if (!stream) return undefined;
        found.push(stream);
      }
      for (const hydration of hydrations) {
        const stream = find(hydration.stream);
        if (!stream || !hydration.isPresent(stream.state as never)) return undefined;
      }
      return found;
    },
    async warm(names, hydrations) {
      await Promise.all([...names.map(load), ...hydrations.map(({ stream }) => load(stream))]);
      const missing: Promise<void>[] = [];
      for (const hydration of hydrations) {
        const stream = find(hydration.stream);
        if (stream && !hydration.isPresent(stream.state as never)) missing.push(hydrate(stream, hydration));
      }
      await Promise.all(missing);
    },
    areKnownCurrent: (found) => store.isSoleWriter && found.every(({ latest, dropped }) => !latest && !dropped),
    async areCurrent(found) {
      const settle = () => Promise.all(found.map(({ latest }) => latest));
      if (found.some(({ latest }) => latest)) await settle();
      if (found.some(({ dropped }) => dropped)) return false;
      if (store.isSoleWriter) return true;
      const heads = await Promise.all(found.map(({ name }) => store.head(name)));
      const isBehind = ({ committedSeq }: CachedStream, i: number) => committedSeq < (heads[i] as number);
      // What was written here meanwhile is counted once it has settled; the rest somebody else wrote.
      if (found.some(isBehind)) await settle();
      for (const stream of found.filter(isBehind)) drop(stream);
      return !found.some(({ dropped }) => dropped);
    },
    drop,
    settled(stream, outcome, seq) {
      stream.inFlight -= 1;
      if (stream.inFlight === 0) stream.latest = undefined;
      if (outcome.kind === 'committed') committed(stream, seq);
      else drop(stream);
      if (stream.inFlight === 0) stream.onDrained?.();
    },
  };
}

function kindFinder(kinds: readonly AnyStreamKind[]): (stream: string) => AnyStreamKind {
  const byPrefix = new Map(kinds.map((kind) => [kind.prefix, kind]));
  return (stream) => {
    const kind = byPrefix.get(stream.slice(0, stream.indexOf('-') + 1));
    if (!kind) throw new Error(`there is no kind of stream for ${stream}`);
    return kind;
  };
}
