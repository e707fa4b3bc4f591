import { testMongo } from '@confab/runtime/testing/backends';
import { type Replicas, replicasWith } from '../../test/replicas.ts';
import { by, type RoomsApp } from '../../test/rooms-app.ts';

const open = { visibility: 'public', posting: 'members' } as const;
const hidden = { visibility: 'private', posting: 'members' } as const;
/**
 * What one replica has in memory is old only for some milliseconds: so often it is looked at right
 * after a change.
 */
const ROUNDS = Array.from({ length: 10 }, (_, round) => `round-${round}`);
const OWN = { order: 'name', first: 50, joined: true } as const;

describe.each(Object.entries(replicasWith(testMongo)))(
  'what one replica did, listed by another on %s',
  (_name, start) => {
    let replicas: Replicas;
    let one: RoomsApp;
    let other: RoomsApp;

    beforeAll(async () => {
      replicas = await start();
      one = await replicas.start();
      other = await replicas.start();
      // Both know who is where from before.
      for (const app of [one, other]) for (const user of ['olga', 'max', 'mia']) await app.list(user, OWN);
    }, 60_000);
    afterAll(async () => {
      for (const app of [one, other]) await app.stop();
      await replicas.destroy();
    });

    it('shows a room that was created a moment ago to who created it', async () => {
      for (const name of ROUNDS) {
        await one.commands.create(by('olga'), { name, ...hidden });
        expect(await other.list('olga', OWN)).toContain(name);
      }
    });

    it('shows a room that was joined a moment ago, with its role, and no more once it was left', async () => {
      for (const round of ROUNDS) {
        const name = `joined-${round}`;
        await one.commands.create(by('olga'), { name, ...open });
        await one.commands.join(by('max'), { room: name });
        expect(await other.list('max', OWN)).toContain(name);
        await one.commands.leave(by('max'), { room: name });
        expect(await other.list('max', OWN)).not.toContain(name);
      }
    });

    it('shows the topic that was set a moment ago, and how many have joined', async () => {
      await one.commands.create(by('olga'), { name: 'topical', ...open });
      for (const topic of ROUNDS) {
        await one.commands.update(by('olga'), { room: 'topical', topic });
        const { rooms } = await other.listed('olga', { ...OWN, search: 'topical' });
        expect(rooms.map(({ room }) => room.topic)).toEqual([topic]);
      }
      await one.commands.join(by('mia'), { room: 'topical' });
      const { rooms } = await other.listed('mia', { ...OWN, search: 'topical' });
      expect(rooms.map(({ room }) => [room.memberCount, room.role])).toEqual([[2, 'member']]);
    });

    it('shows what a room was called a moment ago, and finds it by that from then on', async () => {
      await one.commands.create(by('olga'), { name: 'called', displayName: 'First of all', ...open });
      for (const round of ROUNDS) {
        const displayName = `Tea at ${round}`;
        await one.commands.update(by('olga'), { room: 'called', displayName });
        const { rooms } = await other.listed('olga', { ...OWN, search: 'called' });
        expect(rooms.map(({ room }) => room.displayName)).toEqual([displayName]);
        expect(await other.list('olga', { ...OWN, search: ` tea AT ${round} ` })).toEqual(['called']);
      }
      await one.commands.update(by('olga'), { room: 'called', displayName: null });
      const { rooms } = await other.listed('olga', { ...OWN, search: 'called' });
      expect(rooms.map(({ room }) => room.displayName)).toEqual(['called']);
      expect(await other.list('olga', { ...OWN, search: 'Tea at' })).toEqual([]);
    });

    it('keeps a room that was archived a moment ago for whoever asks for archived ones, and closes it', async () => {
      for (const round of ROUNDS) {
        const name = `old-${round}`;
        await one.commands.create(by('olga'), { name, ...open });
        await other.list('max', { order: 'name', first: 50, search: round });
        await one.commands.archive(by('olga'), { room: name });
        await expect(other.commands.join(by('max'), { room: name })).rejects.toMatchObject({ code: 'FORBIDDEN' });
        const search = { order: 'name', first: 50, search: round } as const;
        expect(await other.list('olga', { ...search, archived: false })).not.toContain(name);
        const { rooms } = await other.listed('olga', { ...search, archived: true });
        expect(rooms.map(({ room }) => [room.name, room.archivedBy])).toEqual([[name, 'olga']]);
        await other.commands.restore(by('olga'), { room: name });
        await one.commands.join(by('max'), { room: name });
      }
      for (const app of [one, other]) expect(await app.store.verify()).toEqual([]);
    });

    it('does not show a room that was deleted or hidden a moment ago', async () => {
      for (const round of ROUNDS) {
        await one.commands.create(by('olga'), { name: `gone-${round}`, ...open });
        await one.commands.create(by('olga'), { name: `hidden-${round}`, ...open });
        const search = { order: 'name', first: 50, search: round } as const;
        await other.list('olga', search);
        await one.commands.delete(by('olga'), { room: `gone-${round}` });
        await one.commands.update(by('olga'), { room: `hidden-${round}`, visibility: 'private' });
        expect(await other.list('olga', search)).not.toContain(`gone-${round}`);
        expect(await other.list('mia', search)).not.toContain(`hidden-${round}`);
      }
    });
  },
);
