import { type Db, MongoClient } from 'mongodb';
import { pino } from 'pino';
import { systemClock } from '../../../kernel/clock/port.ts';
import type { MemberDoc } from '../../../kernel/member-doc.ts';
import { testMongo } from '../../../testing/backends.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { createNotingHolder, describeLeases } from '../contract/describe-leases.ts';
import { partitionNames } from '../partition.ts';
import { joinMembers, type Membership } from './membership.ts';
import { createMongoLeases } from './mongo-leases.ts';

const log = pino({ level: 'silent' });
let client: MongoClient;
let db: Db;
let joined: Membership[] = [];
let runs = 0;
const run = crypto.randomUUID().slice(0, 8);

beforeAll(async () => {
  client = await new MongoClient(await testMongo(), {
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
  }).connect();
});
afterAll(() => client.close());

const setUp = () => {
  runs += 1;
  db = client.db(`leases_${run}_${runs}`);
  joined = [];
};
const tearDown = async () => {
  await Promise.all(joined.map((membership) => membership.leave()));
  await db.dropDatabase();
};
const join = async (clock = systemClock) => {
  const membership = await joinMembers({ db, clock, log });
  joined.push(membership);
  return { membership, leases: createMongoLeases({ db, membership, log }) };
};
/** As if the process had been silent for too long. */
const expire = (id: string) =>
  db.collection<MemberDoc>('members').updateOne({ _id: id }, { $set: { until: new Date(0) } });

describeLeases('mongo', async () => {
  setUp();
  return { join: async () => (await join()).leases, close: tearDown };
});

describe('createMongoLeases', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('shares evenly between those who live, each name held once', async () => {
    const holders = [createNotingHolder(), createNotingHolder(), createNotingHolder()];
    for (const holder of holders) await (await join()).leases.share(partitionNames, holder);
    await eventually(
      () => {
        const held = holders.flatMap((holder) => [...holder.held]);
        expect([held.length, new Set(held).size]).toEqual([256, 256]);
        expect(Math.max(...holders.map((holder) => holder.held.size))).toBe(86);
      },
      { timeoutMs: 15_000 },
    );
  }, 30_000);

  it('takes over at once what somebody gave up, and told him first', async () => {
    const [one, two] = [createNotingHolder(), createNotingHolder()];
    const first = await join();
    const share = await first.leases.share(['presence'], one);
    await (await join()).leases.share(['presence'], two);
    expect([...one.held, ...two.held]).toEqual(['presence']);
    await share.close();
    await eventually(() => expect([...two.held]).toEqual(['presence']));
    expect(one.told).toEqual(['+presence', '-presence']);
  });

  it('takes over what a dead process held', async () => {
    await db.collection<MemberDoc>('members').insertOne({ _id: 'dead', until: new Date(0) });
    await db.collection<{ _id: string; owner: string }>('leases').insertOne({ _id: 'presence', owner: 'dead' });
    const holder = createNotingHolder();
    await (await join()).leases.share(['presence'], holder);
    expect([...holder.held]).toEqual(['presence']);
  });

  it('leaves alone what a living process holds', async () => {
    const until = new Date(Date.now() + 60_000);
    await db.collection<MemberDoc>('members').insertOne({ _id: 'other', until });
    await db.collection<{ _id: string; owner: string }>('leases').insertOne({ _id: 'presence', owner: 'other' });
    const holder = createNotingHolder();
    const share = await (await join()).leases.share(['presence'], holder);
    expect([holder.told, share.holds('presence')]).toEqual([[], false]);
  });

  it('doubts its leases by its own clock before others may take them', async () => {
    const clock = createManualClock();
    const share = await (await join(clock)).leases.share(['presence'], createNotingHolder());
    expect(share.holds('presence')).toBe(true);
    clock.advance(5_600);
    expect(share.holds('presence')).toBe(false);
  });

  it('joins anew under another id after it was taken for dead, and holds nothing it has not won again', async () => {
    const holder = createNotingHolder();
    const { membership, leases } = await join();
    await leases.share(['a', 'b'], holder);
    const before = membership.id;
    await expire(before);
    await eventually(() => expect(membership.id).not.toBe(before));
    await eventually(() => expect(holder.told.toSorted()).toEqual(['+a', '+a', '+b', '+b', '-a', '-b']));
    expect(await membership.living()).toEqual(new Set([membership.id]));
  });

  it('is not alive after it left', async () => {
    const { membership } = await join();
    await membership.leave();
    expect(membership.isAlive()).toBe(false);
    await expect(membership.ready()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await membership.living()).size).toBe(0);
  });
});
