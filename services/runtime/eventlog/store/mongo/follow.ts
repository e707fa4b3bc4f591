import type { ChangeStream, ChangeStreamInsertDocument, Db } from 'mongodb';
import type { Follower } from '../port.ts';
import type { Upcaster } from '../upcast.ts';
import { toEvent } from './encode.ts';
import { mapErrors } from './errors.ts';
import type { EventDoc, StoreCollections } from './schema.ts';

const RETRY_MS = 500;

export interface Following {
  follow(follower: Follower): Promise<() => void>;
  close(): Promise<void>;
}

/**
 * Follows the log by a change stream: what is majority committed, in the order of the commits. The driver resumes it after an election; where it cannot, the
 * followers are told that they may have missed something, and a new one begins.
 */
export function createFollowing(options: {
  db: Db;
  store: StoreCollections;
  upcast: Upcaster;
  onError(error: unknown): void;
}): Following {
  const { db, store, upcast, onError } = options;
  const open = new Set<() => Promise<void>>();

  const begin = async (): Promise<ChangeStream<EventDoc, ChangeStreamInsertDocument<EventDoc>>> => {
    const { operationTime } = await db.command({ ping: 1 });
    return store.events.watch<EventDoc, ChangeStreamInsertDocument<EventDoc>>(
      [{ $match: { operationType: 'insert' } }],
      operationTime ? { startAtOperationTime: operationTime } : {},
    );
  };

  async function follow(follower: Follower): Promise<() => void> {
    let stopped = false;
    let stream = await mapErrors(begin);
    let waiting: EventDoc[] = [];

    const hand = () => {
      const docs = waiting;
      waiting = [];
      if (!stopped) follower.events(docs.map((doc) => upcast(toEvent(doc))));
    };
    const listen = () => {
      stream.on('change', ({ fullDocument }) => {
        if (waiting.push(fullDocument) === 1) setImmediate(hand);
      });
      stream.on('error', (error) => {
        onError(error);
        void stream.close().catch(() => undefined);
        if (!stopped) void again();
      });
    };
    const again = async (): Promise<void> => {
      try {
        stream = await begin();
      } catch (error) {
        onError(error);
        if (!stopped) setTimeout(() => void again(), RETRY_MS).unref();
        return;
      }
      if (stopped) return void stream.close().catch(() => undefined);
      listen();
      follower.missed();
    };
    const stop = async () => {
      stopped = true;
      open.delete(stop);
      await stream.close().catch(() => undefined);
    };
    listen();
    open.add(stop);
    return () => void stop();
  }

  return {
    follow,
    close: async () => void (await Promise.all([...open].map((stop) => stop()))),
  };
}
