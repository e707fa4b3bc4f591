import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createInProcessBus } from '@confab/runtime/network/live/in-process';
import type { CallOptions } from '@connectrpc/connect';
import pino from 'pino';
import { UNLIMITED } from '../context/cost-budgets.ts';
import { fakeMember } from '../test/fake-member.ts';
import { FakeRoom } from '../test/fake-room.ts';
import { readFrames } from '../test/frames.ts';
import type { BacklogPage, BacklogReader } from './backlog.ts';
import { Feed } from './feed.ts';
import type { FeedSource } from './feed-source.ts';
import type { Render } from './rendering.ts';

async function start({ missed }: { missed: number }) {
  const bus = createInProcessBus<LiveEvent>({ log: pino({ level: 'silent' }) });
  const room = new FakeRoom(bus);
  room.append(1, { count: missed });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  let reads = 0;
  const refused = new Set<CallOptions>();
  const source: FeedSource = Object.assign(Object.create(room) as FakeRoom, {
    read(stream: number, range: { after: number; limit: number }, call: CallOptions) {
      reads += 1;
      return refused.has(call) ? Promise.reject(new AppError('FORBIDDEN', 'no')) : room.read(stream, range);
    },
  });
  const feed = new Feed(source, { bus, maxGap: 1_000, onError });
  await feed.open({});
  reads = 0;
  const reader = (render: Render, { at = [0, 0], user = 'ann', shares = true, mayRead = true } = {}): BacklogReader => {
    const subscriber = fakeMember(user);
    if (!mayRead) refused.add(subscriber.call);
    return {
      kind: { key: 'all', shares: () => shares, costOf: () => 1, budgets: UNLIMITED, render },
      subscriber,
      positions: at,
    };
  };
  return { room, feed, reader, errors, reads: () => reads };
}

function seqsOf(page: BacklogPage): number[] {
  if (page.kind !== 'stretches') throw new Error(page.kind);
  const id = Buffer.from('"x"');
  return page.stretches.flatMap(({ frames }) =>
    readFrames(frames.framesFor(id)).map((text) => JSON.parse(text).payload.seq as number),
  );
}

const inJson: Render = async (values) => values.map((value) => Buffer.from(JSON.stringify(value)));

describe('the backlog of a feed', () => {
  it('is read and executed once for all who stand at the same place at the same time', async () => {
    const { feed, reader, reads } = await start({ missed: 3 });
    let executed = 0;
    const counting: Render = (values, member) => {
      executed += values.length;
      return inJson(values, member);
    };
    const pages = await Promise.all([1, 2, 3].map(() => feed.backlog.next(reader(counting))));
    expect(pages.map(seqsOf)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect({ executed, reads: reads() }).toEqual({ executed: 3, reads: 1 });
  });

  it('is read once, but executed for each viewer, where it shows something of who looks', async () => {
    const { feed, reader, reads } = await start({ missed: 3 });
    const executed: string[] = [];
    const telling: Render = (values, { credentials }) => {
      executed.push(credentials.identity.userId);
      return inJson(values, fakeMember(credentials.identity.userId));
    };
    const viewers = ['ann', 'bob', 'ann', 'cid'];
    await Promise.all(viewers.map((user) => feed.backlog.next(reader(telling, { user, shares: false }))));
    expect({ executed, reads: reads() }).toEqual({ executed: ['ann', 'bob', 'cid'], reads: 1 });
  });

  it('is read with the rights of each in turn where the first may not', async () => {
    const { feed, reader } = await start({ missed: 1 });
    const refused = feed.backlog.next(reader(inJson, { user: 'bob', mayRead: false }));
    const other = feed.backlog.next(reader(inJson));
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(seqsOf(await other)).toEqual([1]);
  });

  it('is shared from the second page on by those who began in different places', async () => {
    const { feed, reader, reads } = await start({ missed: 200 });
    const first = await Promise.all([20, 40].map((at) => feed.backlog.next(reader(inJson, { at: [0, at] }))));
    const ends = first.map((page) => (page.kind === 'stretches' ? page.stretches.at(-1)?.positions : undefined));
    expect(ends).toEqual([
      [0, 100],
      [0, 100],
    ]);
    const before = reads();
    await Promise.all(ends.map((at) => feed.backlog.next(reader(inJson, { at: [...(at ?? [])] }))));
    expect(reads() - before).toBe(1);
  });

  it('is read anew by who comes later, because history changes', async () => {
    const { feed, reader, reads } = await start({ missed: 3 });
    await feed.backlog.next(reader(inJson));
    await feed.backlog.next(reader(inJson));
    expect(reads()).toBe(2);
  });

  it('goes in stretches far below what stops a socket up, each with the position behind it', async () => {
    const { feed, reader } = await start({ missed: 100 });
    const long: Render = async (values) =>
      values.map((value) => Buffer.from(JSON.stringify({ ...value, text: 'x'.repeat(16_000) })));
    const page = await feed.backlog.next(reader(long));
    if (page.kind !== 'stretches') throw new Error(page.kind);
    for (const { frames } of page.stretches) {
      expect(frames.framesFor(Buffer.from('"x"')).length).toBeLessThan(200_000);
    }
    expect(page.stretches.map(({ frames }) => frames.size).reduce((sum, size) => sum + size)).toBe(100);
    expect(page.stretches.at(-1)?.positions).toEqual([0, 100]);
  });

  it('moves on over events that are not shown', async () => {
    const { feed, reader } = await start({ missed: 2 });
    const page = await feed.backlog.next(reader(async (values) => values.map(() => undefined)));
    expect(seqsOf(page)).toEqual([]);
    expect(page).toMatchObject({ stretches: [{ positions: [0, 2] }] });
  });

  it('is executed with the rights of each in turn where it fails with those of the first', async () => {
    const { feed, reader, errors } = await start({ missed: 1 });
    const failing: Render = () => Promise.reject(new Error('left'));
    const [first, second] = await Promise.all([feed.backlog.next(reader(failing)), feed.backlog.next(reader(inJson))]);
    expect(first).toEqual({ kind: 'failed' });
    expect(seqsOf(second)).toEqual([1]);
    expect(errors).toEqual([new Error('left')]);
  });

  it('is not that of a store that was restored', async () => {
    const { room, feed, reader } = await start({ missed: 4 });
    room.restore();
    expect(await feed.backlog.next(reader(inJson))).toEqual({ kind: 'foreign' });
  });
});
