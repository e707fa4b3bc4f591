import { testMongo } from '@confab/runtime/testing/backends';
import { type Replicas, replicasWith } from '../../test/replicas.ts';
import { by, type RoomsApp } from '../../test/rooms-app.ts';

const hidden = { visibility: 'private', posting: 'members' } as const;
const open = { visibility: 'public', posting: 'members' } as const;

describe.each(Object.entries(replicasWith(testMongo)))('one’s own invitations on %s', (_name, start) => {
  let replicas: Replicas;
  /** What is done at one replica is asked of the other. */
  let one: RoomsApp;
  let other: RoomsApp;
  let rooms = 0;

  beforeAll(async () => {
    replicas = await start();
    one = await replicas.start();
    other = await replicas.start();
  }, 60_000);
  afterAll(async () => {
    for (const app of [one, other]) await app.stop();
    await replicas.destroy();
  });

  async function room(kind: typeof hidden | typeof open = hidden): Promise<string> {
    rooms += 1;
    await one.commands.create(by('olga'), { name: `room-${rooms}`, ...kind });
    return `room-${rooms}`;
  }
  const invite = (name: string, username: string, from = 'olga') => {
    one.clock.advance(1_000);
    return one.commands.invite(by(from), { room: name, username });
  };
  const listed = async (userId: string) => {
    const { invitations } = await other.ownInvitations({ first: 50 }, by(userId).actor);
    return invitations.map(({ room, by }) => [room.name, by]);
  };

  it('are listed from the moment they are made, newest first, in pages', async () => {
    const names = [await room(), await room(open), await room()];
    for (const name of names) await invite(name, 'max');
    const newestFirst = names.toReversed();
    expect(await listed('max')).toEqual(newestFirst.map((name) => [name, 'olga']));
    const first = await other.ownInvitations({ first: 2 }, by('max').actor);
    expect(first.invitations.map(({ room }) => room.name)).toEqual(newestFirst.slice(0, 2));
    expect(first.invitations[0]).toMatchObject({ atMs: one.clock.now(), room: { role: undefined, memberCount: 1 } });
    expect(first.hasMore).toBe(true);
    const rest = await other.ownInvitations({ first: 2, after: first.cursors.at(-1) }, by('max').actor);
    expect([rest.invitations.map(({ room }) => room.name), rest.hasMore]).toEqual([newestFirst.slice(2), false]);
    expect(await listed('mia')).toEqual([]);
    await expect(other.ownInvitations({ first: 2, after: 'x' }, by('max').actor)).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'after' },
    });
    for (const name of names) await one.commands.declineInvitation(by('max'), { room: name });
  });

  it.each<[string, (name: string) => Promise<unknown>]>([
    ['they are declined', (room) => one.commands.declineInvitation(by('mia'), { room })],
    ['the room is left before it was joined', (room) => one.commands.leave(by('mia'), { room })],
    ['the room is joined', (room) => one.commands.join(by('mia'), { room })],
    ['they are taken back', (room) => one.commands.kick(by('olga'), { room, username: 'mia' })],
    ['the invited person is banned', (room) => one.commands.ban(by('olga'), { room, username: 'mia' })],
    ['the room is archived', (room) => one.commands.archive(by('olga'), { room })],
    ['the room is deleted', (room) => one.commands.delete(by('olga'), { room })],
  ])('leave the list when %s', async (_when, end) => {
    const name = await room();
    await invite(name, 'mia');
    expect(await listed('mia')).toEqual([[name, 'olga']]);
    await end(name);
    expect(await listed('mia')).toEqual([]);
  });

  it('come anew after they were declined', async () => {
    const name = await room();
    await invite(name, 'mo');
    await one.commands.declineInvitation(by('mo'), { room: name });
    await invite(name, 'mo');
    expect(await listed('mo')).toEqual([[name, 'olga']]);
    await one.commands.declineInvitation(by('mo'), { room: name });
  });

  it('are of whoever invited last, and never of somebody whom the invited person blocks', async () => {
    const name = await room(open);
    await one.commands.join(by('max'), { room: name });
    one.elsewhere.blocked.add('olga eve');
    await invite(name, 'eve');
    expect(await listed('eve')).toEqual([]);
    await invite(name, 'eve', 'max');
    expect(await listed('eve')).toEqual([[name, 'max']]);
    await invite(name, 'eve');
    expect(await listed('eve')).toEqual([[name, 'max']]);
    one.elsewhere.blocked.delete('olga eve');
    await invite(name, 'eve');
    expect(await listed('eve')).toEqual([[name, 'olga']]);
  });
});
