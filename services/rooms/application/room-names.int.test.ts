import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { testMongo } from '@confab/runtime/testing/backends';
import { replicasWith } from '../test/replicas.ts';
import { by, type RoomsApp } from '../test/rooms-app.ts';

const open = { visibility: 'public', posting: 'members' } as const;
const hidden = { visibility: 'private', posting: 'members' } as const;

/** A room as it was made before names had keys. */
async function roomOfBefore(store: EventStore, roomId: string, name: string): Promise<void> {
  const meta = { seq: 1, atMs: 1, actor: 'olga', commandId: roomId, correlationId: 'test' };
  const room = { name, topic: null, ...open, ownerId: 'olga', ownerName: 'olga' };
  const claim = `roomname-${name.toLowerCase()}`;
  const events: NewEvent[] = [
    { ...meta, id: `${roomId}-1`, stream: claim, type: 'RoomNameClaimed', version: 1, data: { roomId } },
    { ...meta, id: `${roomId}-2`, stream: `room-${roomId}`, type: 'RoomCreated', version: 2, data: room },
  ];
  await store.commit({ actor: 'olga', commandId: roomId, command: 'CreateRoom', result: null, events });
}

describe.each(Object.entries(replicasWith(testMongo)))(
  'names of rooms on %s, with two replicas',
  (_engine, openEngine) => {
    let engine: Awaited<ReturnType<typeof openEngine>>;
    let apps: RoomsApp[];

    beforeAll(async () => {
      engine = await openEngine();
      const before = await engine.start();
      await roomOfBefore(before.store, 'r1', 'boss\uFE0F');
      await roomOfBefore(before.store, 'r2', 'bоss');
      await before.stop();
      apps = [await engine.start(), await engine.start()];
    }, 60_000);
    afterAll(async () => {
      for (const app of apps) await app.stop();
      await engine.destroy();
    });

    const create = (name: string, on = 0, kind: typeof open | typeof hidden = open) =>
      apps[on % 2]!.commands.create(by('olga'), { name, ...kind });
    const remove = (room: string, on = 0) => apps[on]!.commands.delete(by('olga'), { room });
    const taken = expect.objectContaining({ code: 'ALREADY_EXISTS', field: 'name' });

    it('of before keep working in any letter case, those that look like each other too', async () => {
      const { actor } = by('mo');
      for (const name of ['boss\uFE0F', 'BOSS\uFE0F', 'bоss', 'BОSS']) {
        const [room] = await apps[0]!.views.visible({ names: [name], ids: [] }, actor);
        expect(room?.name).toBe(name.toLowerCase());
      }
      await apps[0]!.commands.join(by('mo'), { room: 'BOSS\uFE0F' });
      await apps[0]!.commands.invite(by('olga'), { room: 'bоss', username: 'max' });
    });

    it('cannot be taken if they look like one of before, until each of those is deleted', async () => {
      for (const name of ['boss', 'B0SS', 'ＢＯＳＳ']) await expect(create(name)).rejects.toEqual(taken);
      await remove('boss\uFE0F');
      await expect(create('boss', 1)).rejects.toEqual(taken);
      await remove('bоss');
      await create('boss', 1);
    });

    it('cannot be taken on either replica if they look like one that was taken a moment ago, hidden or not', async () => {
      await create('Lily', 0, hidden);
      for (const on of [0, 1]) {
        for (const name of ['lily', 'LILY', '1i1y', 'ｌｉｌｙ']) await expect(create(name, on)).rejects.toEqual(taken);
      }
    });

    it('are free once the room that looks like it is deleted, and can be deleted and taken again and again', async () => {
      for (const name of ['mia', 'rnia', 'MIA', 'mia']) {
        await create(name, 0);
        await expect(create('ｍｉａ', 1)).rejects.toEqual(taken);
        await remove(name, 1);
      }
    });

    it('are taken once by many at the same moment who want one that looks the same', async () => {
      const looks = ['pool', 'POOL', 'p0ol', 'рооӏ', 'ｐｏｏｌ', 'pooI'];
      const attempts = await Promise.allSettled([...looks, ...looks].map((name, on) => create(name, on)));
      expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await apps[0]!.store.verify()).length).toBe(0);
    });

    it('that nobody could read are refused with an error that names the field', async () => {
      for (const name of ['a\uFE0F', '---', 'bоok']) {
        await expect(create(name)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
      }
    });
  },
);
