import { isDeepStrictEqual } from 'node:util';
import type { ClientSession, Db, Filter, MongoClient, Collection as MongoCollection } from 'mongodb';
import type { Collection } from '../collections.ts';
import type { Projection } from '../projection.ts';
import type { Upcaster } from '../upcast.ts';
import { type Encoder, toEvent } from './encode.ts';
import { mapErrors } from './errors.ts';
import { fromStored, type StoredDocument } from './projection-write.ts';
import type { EventDoc, StoreCollections } from './schema.ts';

const CHUNK = 500;
/** Said for each collection: a read concern of the client's would win over that of the session. */
const SNAPSHOT = { readConcern: { level: 'snapshot' } } as const;

export interface VerifyOptions {
  client: MongoClient;
  db: Db;
  store: StoreCollections;
  projections: readonly Projection[];
  collections: ReadonlyMap<string, Collection>;
  upcast: Upcaster;
  encoder: Encoder;
  place(collection: string): MongoCollection<StoredDocument>;
}

/**
 * Compares the log and the projections as they are at one moment, through a snapshot session, which the server keeps for five minutes. Replays into
 * collections of its own and drops them. Delays no writer.
 */
export function verify(options: VerifyOptions): Promise<string[]> {
  const { client, db, collections } = options;
  const build = crypto.randomUUID().slice(0, 8);
  const replayed = (name: string) => db.collection<StoredDocument>(`verify_${name}_${build}`);
  return mapErrors(async () => {
    const session = client.startSession({ snapshot: true });
    try {
      for (const name of collections.keys()) await db.createCollection(replayed(name).collectionName);
      const events = db.collection<EventDoc>(options.store.events.collectionName, SNAPSHOT);
      const found = await checkStreams(events, session);
      found.push(...(await replay({ ...options, events }, session, replayed)));
      for (const collection of collections.values()) {
        const { collectionName } = options.place(collection.name);
        const served = { in: db.collection<StoredDocument>(collectionName, SNAPSHOT), session };
        const anew = { in: replayed(collection.name), session: undefined };
        found.push(...(await compare(collection, { walked: anew, other: served, looking: 'lost' })));
        found.push(...(await compare(collection, { walked: served, other: anew, looking: 'surplus' })));
      }
      return found;
    } finally {
      await session.endSession();
      for (const name of collections.keys())
        await replayed(name)
          .drop()
          .catch(() => undefined);
    }
  });
}

async function checkStreams(events: MongoCollection<EventDoc>, session: ClientSession): Promise<string[]> {
  const found: string[] = [];
  let last = { stream: '', seq: 0, position: 0 };
  const fields = { stream: 1, seq: 1 };
  for await (const { stream, seq, _id: position } of events
    .find({}, { session, projection: fields })
    .sort({ stream: 1, seq: 1 })) {
    const before = stream === last.stream ? last : { seq: 0, position: 0 };
    if (seq !== before.seq + 1) found.push(`stream ${stream}: event ${seq} follows ${before.seq}`);
    if (position <= before.position) found.push(`stream ${stream}: event ${seq} lies before ${before.seq} in the log`);
    last = { stream, seq, position };
  }
  return found;
}

async function replay(
  { events, projections, upcast, encoder }: VerifyOptions & { events: MongoCollection<EventDoc> },
  session: ClientSession,
  replayed: (name: string) => MongoCollection<StoredDocument>,
): Promise<string[]> {
  const found: string[] = [];
  for (let after = 0; ; ) {
    const page = await events
      .find({ _id: { $gt: after } }, { session })
      .sort({ _id: 1 })
      .limit(CHUNK)
      .toArray();
    const writes = page.flatMap((doc) => {
      try {
        const event = upcast(toEvent(doc));
        return projections.flatMap((projection) => encoder.writes(projection, event));
      } catch (error) {
        found.push(`stream ${doc.stream}: event ${doc.seq} cannot be replayed: ${String(error)}`);
        return [];
      }
    });
    for (const [name, own] of Map.groupBy(writes, ({ collection }) => collection)) {
      await replayed(name).bulkWrite(own.map(({ operation }) => operation));
    }
    after = page.at(-1)?._id ?? after;
    if (page.length < CHUNK) return found;
  }
}

interface Side {
  in: MongoCollection<StoredDocument>;
  session: ClientSession | undefined;
}

/** Walks one side by key and looks up the other: what is on both sides is compared once, while looking for what was lost. */
async function compare(
  { name, spec, projection }: Collection,
  { walked, other, looking }: { walked: Side; other: Side; looking: 'lost' | 'surplus' },
): Promise<string[]> {
  const found: string[] = [];
  const withSession = ({ session }: Side) => (session ? { session } : {});
  for (let last: StoredDocument['_id'] | undefined; ; ) {
    const filter = (last ? { _id: { $gt: last } } : {}) as Filter<StoredDocument>;
    const page = await walked.in.find(filter, withSession(walked)).sort({ _id: 1 }).limit(CHUNK).toArray();
    const ids = page.map(({ _id }) => _id);
    const partners = await other.in.find({ _id: { $in: ids } }, withSession(other)).toArray();
    const byKey = new Map(partners.map((document) => [JSON.stringify(document._id), document]));
    for (const document of page) {
      const key = JSON.stringify(spec.key.map((field) => document._id[field]));
      const place = `projection ${projection}: ${name} (${spec.key.join(', ')}) = ${key}`;
      const partner = byKey.get(JSON.stringify(document._id));
      if (!partner) found.push(`${place} ${looking === 'lost' ? 'is missing' : 'should not exist'}`);
      else if (looking === 'lost' && !isDeepStrictEqual(fromStored(document), fromStored(partner))) {
        found.push(`${place} differs from its replay`);
      }
    }
    last = ids.at(-1);
    if (page.length < CHUNK) return found;
  }
}
