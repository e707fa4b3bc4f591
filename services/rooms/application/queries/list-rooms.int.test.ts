import { by, type RoomsApp, startRoomsApp } from '../../test/rooms-app.ts';
import { listRooms } from './list-rooms.ts';

const open = { visibility: 'public', posting: 'members' } as const;

describe('listing rooms', () => {
  let app: RoomsApp;
  beforeAll(async () => {
    app = await startRoomsApp();
    for (const name of ['Tea', 'tea-house', 'Coffee', 'ÄPFEL'])
      await app.commands.create(by('olga'), { name, ...open });
    await app.commands.create(by('olga'), { name: 'tea-den', ...open, visibility: 'private' });
    await app.commands.join(by('max'), { room: 'coffee' });
  });
  afterAll(() => app.end());

  it('finds part of a name in any letter case', async () => {
    expect(await app.list('max', { order: 'name', first: 10, search: ' TEA ' })).toEqual(['Tea', 'tea-house']);
    expect(await app.list('max', { order: 'name', first: 10, search: 'house' })).toEqual(['tea-house']);
    expect(await app.list('max', { order: 'name', first: 10, search: 'äpf' })).toEqual(['ÄPFEL']);
    expect(await app.list('max', { order: 'name', first: 10, search: 'apf' })).toEqual(['ÄPFEL']);
    expect(await app.list('max', { order: 'name', first: 10, search: '*' })).toEqual([]);
  });

  it('shows own private rooms, and tells joined ones from others', async () => {
    expect(await app.list('olga', { order: 'name', first: 10, search: 'den' })).toEqual(['tea-den']);
    expect(await app.list('max', { order: 'name', first: 10, joined: true })).toEqual(['Coffee']);
    expect(await app.list('max', { order: 'name', first: 10, joined: false })).not.toContain('Coffee');
  });

  it('pages without repeating or leaving out a room', async () => {
    const names: string[] = [];
    let after: string | undefined;
    for (let hasMore = true; hasMore; ) {
      const input = { order: 'online', first: 2, after } as const;
      const page = await listRooms(app, by('olga').actor, input);
      names.push(...page.rooms.map(({ room }) => room.name));
      after = page.rooms.at(-1)?.cursor;
      hasMore = page.hasMore;
    }
    expect([...names].sort()).toEqual(['Coffee', 'Tea', 'tea-den', 'tea-house', 'ÄPFEL']);
  });
});
