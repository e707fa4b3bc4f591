import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { pino } from 'pino';
import { systemClock } from '../../../kernel/clock/port.ts';
import type { MemberDoc } from '../../../kernel/member-doc.ts';
import { joinMembers, type Membership } from '../../../network/lease/mongo/membership.ts';
import { testMongo } from '../../../testing/backends.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createLogConsumer } from '../../consumers/log-consumer.ts';
import { commitOf, eventsOf } from '../contract/fixture.ts';
import type { EventStore } from '../port.ts';
import { openMongoStore } from './open-mongo-store.ts';
import { collectionsIn } from './schema.ts';

const log = pino({ level: 'silent' });
let client: MongoClient;
let db: Db;
let ends: (() => Promise<void>)[] = [];
let runs = 0;
const run = crypto.randomUUID().slice(0, 8);

beforeAll(async () => {
  client = await new MongoClient(await testMongo(), {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  }).connect();
});
afterAll(() => client.close());
beforeEach(() => {
  runs += 1;
  db = client.db(`adopt_${run}_${runs}`);
  ends = [];
});
afterEach(async () => {
  for (const end of ends.toReversed()) await end();
  await db.dropDatabase();
});

const openAsMember = async (): Promise<{ store: EventStore; member: Membership }> => {
  const member = await joinMembers({ db, clock: systemClock, log });
  const store = await openMongoStore({
    ...{ client, database: db.databaseName, member, consumers: ['publisher'] },
    ...{ projections: [], upcasters: {} },
  });
  ends.push(async () => {
    await store.close();
    await member.leave();
  });
  return { store, member };
};
const expire = (id: string) =>
  db.collection<MemberDoc>('members').updateOne({ _id: id }, { $set: { until: new Date(0) } });
const post = async (store: EventStore, stream: string, seq: number) =>
  eventsOf(await store.commit(commitOf([{ stream, seq }])));
const consume = (store: EventStore, seen: string[]) => {
  const consumer = createLogConsumer({
    ...{ store, name: 'publisher' },
    handle: (events) => void seen.push(...events.map(({ stream, seq }) => `${stream}/${seq}`)),
    onError: () => {},
  });
  ends.push(() => consumer.stop());
  return consumer;
};

describe('what a dead process has left', () => {
  it('is nobody else’s while it lives', async () => {
    const [one, two] = [await openAsMember(), await openAsMember()];
    await post(one.store, 'a', 1);
    expect(await two.store.adopt('publisher')).toBeUndefined();
    expect(await two.store.readOwn({ after: 0, limit: 9 })).toEqual([]);
    expect(await one.store.readOwn({ after: 0, limit: 9 })).toHaveLength(1);
  });

  it('goes to one other process, from the checkpoint on', async () => {
    const [one, two, three] = [await openAsMember(), await openAsMember(), await openAsMember()];
    const [first] = await post(one.store, 'a', 1);
    one.store.saveCheckpoint('publisher', first?.position ?? 0);
    await post(two.store, 'b', 1);
    await post(one.store, 'a', 2);
    await post(one.store, 'a', 3);
    await expire(one.member.id);
    const adopted = await two.store.adopt('publisher');
    expect(await three.store.adopt('publisher')).toBeUndefined();
    expect((await adopted?.read(9))?.map(({ stream, seq }) => `${stream}/${seq}`)).toEqual(['a/2', 'a/3']);
  });

  it('is forgotten once it is handled', async () => {
    const [one, two] = [await openAsMember(), await openAsMember()];
    await post(one.store, 'a', 1);
    await one.store.close();
    await one.member.leave();
    const adopted = await two.store.adopt('publisher');
    const [event] = (await adopted?.read(9)) ?? [];
    await adopted?.handled(event?.position ?? 0);
    expect(await adopted?.read(9)).toEqual([]);
    await adopted?.close();
    expect(await two.store.adopt('publisher')).toBeUndefined();
    expect(await collectionsIn(db).checkpoints.countDocuments()).toBe(1);
  });

  it('passes on to a third where its heir dies too', async () => {
    const [one, two, three] = [await openAsMember(), await openAsMember(), await openAsMember()];
    await post(one.store, 'a', 1);
    await expire(one.member.id);
    const lost = await two.store.adopt('publisher');
    await expire(two.member.id);
    await eventually(async () => {
      const adopted = await three.store.adopt('publisher');
      expect((await adopted?.read(9))?.map(({ stream }) => stream)).toEqual(['a']);
    });
    await expect(lost?.handled(1)).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('is published by a consumer of another process within 10 s', async () => {
    const [one, two] = [await openAsMember(), await openAsMember()];
    const seen: string[] = [];
    consume(two.store, seen);
    await post(one.store, 'a', 1);
    await post(one.store, 'a', 2);
    await expire(one.member.id);
    await eventually(() => expect(seen).toEqual(['a/1', 'a/2']), { timeoutMs: 10_000 });
  });

  it('holds nobody up: a transaction that it had open is ended with it', async () => {
    const { store, member } = await openAsMember();
    const seen: string[] = [];
    consume(store, seen);
    const program = join(import.meta.dirname, '../../../testing/die-before-commit.ts');
    const child = spawn(process.execPath, [program, await testMongo(), db.databaseName, 'a'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    const dead = await db.collection<MemberDoc>('members').findOne({ _id: { $ne: member.id } });
    await expire(dead?._id ?? '');
    await post(store, 'a', 1);
    await eventually(() => expect(seen).toEqual(['a/1']));
  }, 30_000);

  it('is not what its client does next with the sessions of a store that was closed', async () => {
    const [one, two] = [await openAsMember(), await openAsMember()];
    await post(one.store, 'a', 1);
    await one.store.close();
    await expire(one.member.id);
    const { writers } = collectionsIn(db);
    expect(await writers.countDocuments({ member: one.member.id, session: { $exists: true } })).toBe(0);
    expect(await writers.countDocuments({ member: two.member.id, session: { $exists: true } })).toBe(1);
  });

  it('leaves a writer that was buried without power until it joins anew', async () => {
    const [one, two] = [await openAsMember(), await openAsMember()];
    await post(one.store, 'a', 1);
    const before = one.member.id;
    await expire(before);
    await (await two.store.adopt('publisher'))?.close();
    await post(one.store, 'a', 2);
    expect(one.member.id).not.toBe(before);
    const writers = (await collectionsIn(db).events.find({ stream: 'a' }).sort({ seq: 1 }).toArray()).map(
      ({ writer }) => writer,
    );
    expect(writers).toEqual([before, one.member.id]);
  });
});

describe('following the log', () => {
  it('brings what every process commits, each stream in order', async () => {
    const [one, two] = [await openAsMember(), await openAsMember()];
    const seen: string[] = [];
    const stop = await one.store.follow({
      events: (events) => void seen.push(...events.map(({ stream, seq }) => `${stream}/${seq}`)),
      missed: () => {},
    });
    for (const seq of [1, 2, 3]) {
      await post(one.store, 'a', seq);
      await post(two.store, 'b', seq);
    }
    await eventually(() => expect(seen.toSorted()).toEqual(['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3']));
    expect(seen.filter((at) => at.startsWith('a'))).toEqual(['a/1', 'a/2', 'a/3']);
    stop();
  });
});
