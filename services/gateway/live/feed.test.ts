import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createInProcessBus } from '@confab/runtime/network/live/in-process';
import { eventually } from '@confab/runtime/testing/eventually';
import type { CallOptions } from '@connectrpc/connect';
import pino from 'pino';
import { fakeMember } from '../test/fake-member.ts';
import { FakeRoom } from '../test/fake-room.ts';
import { Feed } from './feed.ts';
import type { FeedSource } from './feed-source.ts';
import type { Follower } from './subscriber.ts';

/** A room that refuses some of those who read it. */
function start() {
  const bus = createInProcessBus<LiveEvent>({ log: pino({ level: 'silent' }) });
  const room = new FakeRoom(bus);
  const refused = new Map<CallOptions, AppError>();
  const source: FeedSource = Object.assign(Object.create(room) as FakeRoom, {
    read(stream: number, range: { after: number; limit: number }, call: CallOptions) {
      const refusal = refused.get(call);
      return refusal ? Promise.reject(refusal) : room.read(stream, range);
    },
  });
  const errors: unknown[] = [];
  const feed = new Feed(source, { bus, maxGap: 1_000, onError: (error) => void errors.push(error) });
  const follower = (userId: string): Follower => ({
    ...{ ...fakeMember(userId), userId },
    end() {},
    recheck() {},
    restart() {},
  });
  return { room, feed, refused, errors, follower };
}

const FORBIDDEN = new AppError('FORBIDDEN', 'You may not read this room.');

describe('a feed', () => {
  it('is not held up by a follower who was banned while live delivery had a gap', async () => {
    const { room, feed, refused, errors, follower } = start();
    const [banned, other] = [follower('bob'), follower('ann')];
    for (const each of [banned, other]) feed.followers.add(each);
    await feed.open(banned.call);
    refused.set(banned.call, FORBIDDEN);
    room.append(1, { count: 2, published: false });
    room.append(1);
    await eventually(() => expect(feed.positions).toEqual([0, 3]));
    expect(errors).toEqual([]);
  });

  it('opens for everybody else where it does not for the first who asked', async () => {
    const { room, feed, refused, follower } = start();
    room.append(1);
    const [expired, other] = [follower('bob'), follower('ann')];
    refused.set(expired.call, new AppError('UNAUTHENTICATED', 'The token has expired.'));
    const [first, second] = await Promise.allSettled([feed.open(expired.call), feed.open(other.call)]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
    expect(feed.positions).toEqual([0, 1]);
  });
});
