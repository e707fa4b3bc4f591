import type { StoredEvent } from '../event.ts';
import type { CommandRecord, EventStore } from '../port.ts';
import type { Upcaster } from '../upcast.ts';
import { toEvent } from './encode.ts';
import { mapErrors } from './errors.ts';
import type { EventDoc, StoreCollections } from './schema.ts';

/** Seq, id and position of a stream's last event; 0 and an empty id where there is none. */
export interface Head {
  seq: number;
  id: string;
  position: number;
}

const NONE: Head = { seq: 0, id: '', position: 0 };

export interface LogReader
  extends Pick<EventStore, 'findCommand' | 'readStream' | 'head' | 'readAll' | 'listStreams' | 'readSnapshot'> {
  /** Heads of many streams in one query. */
  heads(streams: readonly string[]): Promise<Map<string, Head>>;
  /** Events of one writer with `after` < position <= `upTo`, ascending, at most `limit`; upcast. */
  readWriter(writer: string, range: { after: number; upTo: number; limit: number }): Promise<StoredEvent[]>;
}

export function createLogReader({ events, commands, snapshots }: StoreCollections, upcast: Upcaster): LogReader {
  const toEvents = (found: readonly EventDoc[]) => found.map((doc) => upcast(toEvent(doc)));
  let asked: Map<string, PromiseWithResolvers<number>> | undefined;

  /** The index of (stream, seq) gives each stream's last event without walking over the others. */
  async function heads(streams: readonly string[]): Promise<Map<string, Head>> {
    const found = await mapErrors(() =>
      events
        .aggregate<Head & { _id: string }>([
          { $match: { stream: { $in: [...streams] } } },
          { $sort: { stream: -1, seq: -1 } },
          { $group: { _id: '$stream', seq: { $first: '$seq' }, id: { $first: '$id' }, position: { $first: '$_id' } } },
        ])
        .toArray(),
    );
    const byStream = new Map(found.map(({ _id, ...head }) => [_id, head]));
    return new Map(streams.map((stream) => [stream, byStream.get(stream) ?? NONE]));
  }

  /** Everybody who asks in one turn of the event loop is answered by one query. */
  function head(stream: string): Promise<number> {
    if (!asked) {
      const batch = new Map<string, PromiseWithResolvers<number>>();
      asked = batch;
      setImmediate(() => {
        asked = undefined;
        heads([...batch.keys()]).then(
          (found) => {
            for (const [name, { resolve }] of batch) resolve(found.get(name)?.seq ?? 0);
          },
          (error: unknown) => {
            for (const { reject } of batch.values()) reject(error);
          },
        );
      });
    }
    const waiting = asked.get(stream) ?? Promise.withResolvers<number>();
    asked.set(stream, waiting);
    return waiting.promise;
  }

  return {
    heads,
    head,
    async findCommand(actor, commandId): Promise<CommandRecord | undefined> {
      const found = await mapErrors(() => commands.findOne({ _id: { actor, commandId } }));
      if (!found) return undefined;
      const { _id, ...stored } = found;
      return { ...stored, result: JSON.parse(stored.result) };
    },
    async readStream(stream, { after, limit }) {
      const found = events.find({ stream, seq: { $gt: after } }).sort({ stream: 1, seq: 1 });
      return toEvents(await mapErrors(() => found.limit(limit).toArray()));
    },
    async readAll({ after, limit }) {
      const found = events.find({ _id: { $gt: after } }).sort({ _id: 1 });
      return toEvents(await mapErrors(() => found.limit(limit).toArray()));
    },
    async readWriter(writer, { after, upTo, limit }) {
      const found = events.find({ _id: { $gt: after, $lte: upTo }, writer }).sort({ _id: 1 });
      return toEvents(await mapErrors(() => found.limit(limit).toArray()));
    },
    async listStreams({ after, limit }) {
      const found = events.aggregate<{ _id: string }>([
        { $match: { stream: { $gt: after } } },
        { $sort: { stream: 1, seq: 1 } },
        { $group: { _id: '$stream', seq: { $first: '$seq' } } },
        { $sort: { _id: 1 } },
        { $limit: limit },
      ]);
      return (await mapErrors(() => found.toArray())).map(({ _id }) => _id);
    },
    async readSnapshot(stream, version) {
      const found = await mapErrors(() => snapshots.findOne({ _id: { stream, version } }));
      return found ? { seq: found.seq, state: JSON.parse(found.state) } : undefined;
    },
  };
}
