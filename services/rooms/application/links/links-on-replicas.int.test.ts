import { testMongo } from '@confab/runtime/testing/backends';
import { type Replicas, replicasWith } from '../../test/replicas.ts';
import { by, type RoomsApp } from '../../test/rooms-app.ts';

const CALL = { correlationId: 'test' };
const useless = { code: 'NOT_FOUND', field: 'token' };

describe.each(Object.entries(replicasWith(testMongo)))('links into rooms, with two replicas on %s', (_name, start) => {
  let replicas: Replicas;
  let one: RoomsApp;
  let other: RoomsApp;

  beforeAll(async () => {
    replicas = await start();
    one = await replicas.start();
    other = await replicas.start();
    await one.commands.create(by('olga'), { name: 'den', visibility: 'private', posting: 'members' });
  }, 60_000);
  afterAll(async () => {
    for (const app of [one, other]) await app.stop();
    await replicas.destroy();
  });

  const roomOf = async (app: RoomsApp, userId: string) =>
    (await app.listed(userId, { order: 'name', first: 9, joined: true })).rooms.map(({ room }) => room.name);

  it('give the last use to one of many at once, whichever replica they ask', async () => {
    const { token } = await one.links.create(by('olga'), { room: 'den', uses: 2 });
    const people = ['mo', 'max', 'mia', 'eve'];
    const answers = await Promise.allSettled(
      people.map((name, i) => (i % 2 === 0 ? one : other).links.join(by(name), token)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(useless);
    const inside = await Promise.all(people.map((name) => roomOf(one, name)));
    expect(inside.filter((names) => names.includes('den'))).toHaveLength(2);
    expect(await other.links.find(token, CALL)).toBeUndefined();
  });

  it('are found and listed by each as soon as the other made or ended them', async () => {
    const { id, token } = await one.links.create(by('olga'), { room: 'den', expiresInHours: 1 });
    expect(await other.links.find(token, CALL)).toMatchObject({ by: 'olga', room: { name: 'den' } });
    const roomId = (await one.links.join(by('olga'), token)).roomId;
    const listed = async (app: RoomsApp) =>
      (await app.links.ofRoom(roomId, by('olga').actor)).map(({ linkId }) => `r${linkId}`);
    expect(await listed(other)).toContain(id);
    await other.links.revoke(by('olga'), id);
    await other.links.revoke(by('olga'), id);
    expect(await listed(one)).not.toContain(id);
    expect(await one.links.find(token, CALL)).toBeUndefined();
    await expect(one.links.join(by('zoe'), token)).rejects.toMatchObject(useless);
  });

  it('are unknown where they never were, or are not of this kind', async () => {
    const { token } = await one.links.create(by('olga'), { room: 'den' });
    for (const text of ['', 'r', 'nonsense', token.slice(1), `${token.slice(0, -1)}_`]) {
      expect(await one.links.find(text, CALL)).toBeUndefined();
      await expect(one.links.join(by('eve'), text)).rejects.toMatchObject(useless);
    }
    await expect(one.links.revoke(by('olga'), 'nonsense')).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'id' });
  });

  it('are listed for those alone who may make them', async () => {
    const { token } = await one.links.create(by('admin'), { room: 'den' });
    const { roomId } = await one.links.join(by('olga'), token);
    await expect(one.links.ofRoom(roomId, by('nobody').actor)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await one.links.ofRoom(roomId, by('admin').actor)).not.toEqual([]);
  });

  it('go with the room, leave no secret in the log, and projections that equal their replay', async () => {
    const { token } = await one.links.create(by('olga'), { room: 'den' });
    await one.commands.delete(by('olga'), { room: 'den' });
    expect(await other.links.find(token, CALL)).toBeUndefined();
    const stored = JSON.stringify(await one.store.readAll({ after: 0, limit: 1_000 }));
    expect(stored).toContain('RoomLinkUsed');
    expect(stored).not.toContain(token.split('.')[1]);
    for (const app of [one, other]) expect(await app.store.verify()).toEqual([]);
  });
});
