import type { AnyBulkWriteOperation } from 'mongodb';
import type { Collection } from '../collections.ts';
import { createWriteEncoder, type Encoder as EncoderOf, toJson } from '../encode.ts';
import type { NewEvent, StoredEvent } from '../event.ts';
import type { Projection } from '../projection.ts';
import type { Upcaster } from '../upcast.ts';
import { encodeWrite, type StoredDocument } from './projection-write.ts';
import type { CommandDoc, EventDoc } from './schema.ts';

/** A write of one collection, by the collection's logical name. */
export interface EncodedWrite {
  collection: string;
  operation: AnyBulkWriteOperation<StoredDocument>;
}

/** A commit without its positions and its writer, which are given when it is its turn. */
export interface EncodedCommit {
  command: CommandDoc;
  events: readonly NewEvent[];
  data: readonly string[];
  follows: readonly (readonly [stream: string, id: string])[];
  writes: readonly EncodedWrite[];
  size: number;
}

const NOTHING: readonly [] = [];
/** About what the fields of an event take besides its data. */
const EVENT_OVERHEAD = 200;

export type Encoder = EncoderOf<EncodedCommit, EncodedWrite>;

/** Turns commits and projection writes into what the server is sent. */
export function createEncoder(options: {
  projections: readonly Projection[];
  collections: ReadonlyMap<string, Collection>;
  upcast: Upcaster;
}): Encoder {
  const { projections, collections, upcast } = options;
  const writes = createWriteEncoder<EncodedWrite>(collections, (collection, write) => {
    const operation = encodeWrite(collection, write);
    return operation && { collection: write.in, operation };
  });

  return {
    writes,
    commit({ actor, commandId, command, digest, result, events, follows }) {
      const data = events.map((event) => JSON.stringify(event.data));
      const size = data.reduce((sum, json) => sum + json.length + EVENT_OVERHEAD, 0);
      const encoded: EncodedWrite[] = [];
      for (const event of events) {
        const current = upcast(event);
        for (const projection of projections) encoded.push(...writes(projection, current));
      }
      return {
        command: {
          _id: { actor, commandId },
          command,
          ...(digest === undefined ? {} : { digest }),
          result: toJson(result),
        },
        events,
        data,
        follows: follows ? Object.entries(follows) : NOTHING,
        writes: encoded,
        size: size + encoded.length * EVENT_OVERHEAD,
      };
    },
  };
}

export function toEventDoc(event: NewEvent, place: { position: number; data: string; writer: string }): EventDoc {
  const { stream, seq, type, version, id, atMs, actor, commandId, correlationId } = event;
  const { position: _id, data, writer } = place;
  return { _id, stream, seq, type, version, id, atMs, actor, commandId, correlationId, data, writer };
}

export function toEvent({ _id: position, writer: _writer, data, ...event }: EventDoc): StoredEvent {
  return { ...event, data: JSON.parse(data), position };
}
