import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { createMemberRooms } from './member-rooms.ts';

const joined = { stream: 'room-r9', type: 'MemberJoined', data: { userId: 'max', role: 'member' } } as StoredEvent;

/**
 * A reader whose answers wait for `answer`; users are in as many rooms as were read before, or in
 * so many.
 */
function createReader(always?: number) {
  const waiting: (() => void)[] = [];
  let reads = 0;
  const find = () => {
    const docs = Array.from({ length: always ?? reads }, (_, i) => ({
      roomId: `r${i}`,
      userId: 'max',
      role: 'member',
    }));
    reads += 1;
    return new Promise<typeof docs>((resolve) => waiting.push(() => resolve(docs)));
  };
  return {
    reader: { find } as unknown as ProjectionReader,
    reads: () => reads,
    answer: () => waiting.shift()?.(),
  };
}

describe('rooms of members', () => {
  const read = async (
    from: ReturnType<typeof createReader>,
    rooms: ReturnType<typeof createMemberRooms>,
    user = 'max',
  ) => {
    const roles = rooms.of(user);
    from.answer();
    return (await roles).size;
  };

  it('are read once, and again after they changed', async () => {
    const from = createReader();
    const rooms = createMemberRooms(from.reader);
    expect([await read(from, rooms), await read(from, rooms)]).toEqual([0, 0]);
    rooms.apply([joined]);
    expect([await read(from, rooms), await read(from, rooms)]).toEqual([1, 1]);
    expect(from.reads()).toBe(2);
  });

  it('are not kept when they changed while they were read', async () => {
    const from = createReader();
    const rooms = createMemberRooms(from.reader);
    const early = rooms.of('max');
    rooms.apply([joined]);
    from.answer();
    expect((await early).size).toBe(0);
    expect(await read(from, rooms)).toBe(1);
  });

  it('are forgotten, longest kept first, beyond a bound', async () => {
    const from = createReader(1);
    const rooms = createMemberRooms(from.reader, 4);
    for (const user of ['ann', 'bob', 'max']) await read(from, rooms, user);
    await read(from, rooms, 'max');
    await read(from, rooms, 'bob');
    expect(from.reads()).toBe(3);
    await read(from, rooms, 'ann');
    expect(from.reads()).toBe(4);
  });
});
