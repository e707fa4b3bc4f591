import { by, type RoomsApp, startRoomsApp } from '../../test/rooms-app.ts';
import { createMemberSearch } from './member-search.ts';

const PUBLIC = { visibility: 'public', posting: 'members' } as const;
const PRIVATE = { visibility: 'private', posting: 'members' } as const;
const code = (code: string) => expect.objectContaining({ code });

describe('people of a room', () => {
  let app: RoomsApp;
  beforeEach(async () => {
    app = await startRoomsApp();
  });
  afterEach(() => app.end());

  const create = async (kind: typeof PUBLIC | typeof PRIVATE = PUBLIC) =>
    (await app.commands.create(by('olga'), { name: 'lobby', ...kind })).roomId;
  const actor = (userId: string) => by(userId).actor;
  const searchFor = (text: string) => createMemberSearch(text, { correlationId: 'test' });
  const names = (page: { people: { userId: string }[] }) => page.people.map(({ userId }) => userId);

  it('are listed by name with their roles, in pages', async () => {
    const roomId = await create();
    for (const userId of ['mo', 'mia', 'max']) await app.commands.join(by(userId), { room: 'lobby' });
    await app.commands.setRole(by('olga'), { room: 'lobby', username: 'mo', role: 'moderator' });
    const first = await app.people.members({ roomId, first: 3 }, actor('eve'));
    expect(first.people.map(({ userId, role }) => [userId, role])).toEqual([
      ['max', 'member'],
      ['mia', 'member'],
      ['mo', 'moderator'],
    ]);
    expect(first.people[0]?.joinedAtMs).toBe(app.clock.now());
    expect(first.hasMore).toBe(true);
    const rest = await app.people.members({ roomId, first: 3, after: first.cursors.at(-1) }, actor('eve'));
    expect([names(rest), rest.hasMore]).toEqual([['olga'], false]);
  });

  it('are found by any word of both names, in any letter case, accents aside', async () => {
    const roomId = await create();
    for (const userId of ['mo', 'mia', 'max']) await app.commands.join(by(userId), { room: 'lobby' });
    const found = await app.people.members({ roomId, first: 9, search: searchFor(' M') }, actor('max'));
    expect(names(found)).toEqual(['max', 'mia', 'mo']);
    const after = found.cursors[0];
    expect(names(await app.people.members({ roomId, first: 9, search: searchFor('m'), after }, actor('max')))).toEqual([
      'mia',
      'mo',
    ]);
    expect(names(await app.people.members({ roomId, first: 9, search: searchFor('a') }, actor('max')))).toEqual([]);
    for (const text of ['nandu', 'MAUR', 'ñandú mo'])
      expect(names(await app.people.members({ roomId, first: 9, search: searchFor(text) }, actor('max')))).toEqual([
        'mo',
      ]);
  });

  it('are asked for once of the service that knows names, for all rooms, where few are found', async () => {
    const rooms = [await create(), (await app.commands.create(by('olga'), { name: 'tea', ...PUBLIC })).roomId];
    for (const room of ['lobby', 'tea'])
      for (const userId of ['mo', 'max']) await app.commands.join(by(userId), { room });
    app.asked.searches = 0;
    app.asked.names = 0;
    const search = searchFor('m');
    for (const roomId of rooms)
      expect(names(await app.people.members({ roomId, first: 9, search }, actor('max')))).toEqual(['max', 'mo']);
    expect(app.asked).toEqual({ searches: 1, names: 0 });
  });

  describe('of whom too many are found on the server to tell all', () => {
    const HUNDREDS = 1_200;
    const person = (n: number) => `p${String(n).padStart(4, '0')}`;
    const data = (userId: string) => ({ userId, username: userId, role: 'member' });
    /** More members than a page of a search looks at; the last one has a name of their own. */
    const crowd = async () => {
      const roomId = await create();
      const ids = [...Array.from({ length: HUNDREDS }, (_, n) => person(n)), 'zoe'];
      const events = ids.map((userId, at) => ({
        ...{ id: userId, stream: `room-${roomId}`, seq: at + 2, type: 'MemberJoined', data: data(userId), version: 1 },
        ...{ atMs: app.clock.now(), actor: userId, commandId: 'fill', correlationId: 'fill' },
      }));
      await app.store.commit({ actor: 'olga', commandId: 'fill', command: 'Fill', result: null, events });
      return roomId;
    };

    it('are found on later pages, each of which asks for no more than 1,000 names', async () => {
      const roomId = await crowd();
      app.asked.many = true;
      for (const [text, first, wanted] of [
        ['zoe', 5, ['zoe']],
        ['p', 100, Array.from({ length: HUNDREDS }, (_, n) => person(n))],
      ] as const) {
        const found: string[] = [];
        let after: string | undefined;
        for (let hasMore = true; hasMore; ) {
          app.asked.names = 0;
          const page = await app.people.members({ roomId, first, after, search: searchFor(text) }, actor('olga'));
          expect(app.asked.names).toBeLessThanOrEqual(1_000);
          found.push(...names(page));
          after = page.endCursor ?? page.cursors.at(-1);
          hasMore = page.hasMore;
        }
        expect(found).toEqual(wanted);
      }
    });
  });

  it('leave the list when they go, are kicked or banned', async () => {
    const roomId = await create();
    for (const userId of ['mo', 'mia', 'max']) await app.commands.join(by(userId), { room: 'lobby' });
    await app.commands.leave(by('mo'), { room: 'lobby' });
    await app.commands.kick(by('olga'), { room: 'lobby', username: 'mia' });
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
    expect(names(await app.people.members({ roomId, first: 9 }, actor('olga')))).toEqual(['olga']);
  });

  it('are shown to who may read the room, and no others', async () => {
    const roomId = await create(PRIVATE);
    await app.commands.invite(by('olga'), { room: 'lobby', username: 'max' });
    await expect(app.people.members({ roomId, first: 9 }, actor('eve'))).rejects.toEqual(code('NOT_FOUND'));
    await expect(app.people.members({ roomId, first: 9 }, actor('max'))).rejects.toEqual(code('FORBIDDEN'));
    expect(names(await app.people.members({ roomId, first: 9 }, actor('admin')))).toEqual(['olga']);
  });

  it('are listed as banned, the latest first, with who banned them and why, until the ban is lifted', async () => {
    const roomId = await create();
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max', reason: 'spam' });
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'mia' });
    const first = await app.people.bans({ roomId, first: 1 }, actor('olga'));
    expect([names(first), first.hasMore]).toEqual([['mia'], true]);
    const rest = await app.people.bans({ roomId, first: 1, after: first.cursors[0] }, actor('olga'));
    expect(rest.people).toMatchObject([{ userId: 'max', by: 'olga', reason: 'spam', atMs: app.clock.now() }]);
    expect(rest.hasMore).toBe(false);
    await app.commands.unban(by('olga'), { room: 'lobby', username: 'max' });
    expect(names(await app.people.bans({ roomId, first: 9 }, actor('olga')))).toEqual(['mia']);
  });

  it('are listed as invited until they join, decline, or are banned', async () => {
    const roomId = await create(PRIVATE);
    for (const username of ['mo', 'mia', 'max', 'eve']) {
      await app.commands.invite(by('olga'), { room: 'lobby', username });
    }
    const all = await app.people.invitations({ roomId, first: 9 }, actor('admin'));
    expect(names(all)).toEqual(['eve', 'max', 'mia', 'mo']);
    expect(all.people[0]).toMatchObject({ by: 'olga', atMs: app.clock.now() });
    await app.commands.join(by('mo'), { room: 'lobby' });
    await app.commands.leave(by('mia'), { room: 'lobby' });
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
    expect(names(await app.people.invitations({ roomId, first: 9 }, actor('olga')))).toEqual(['eve']);
  });

  it.each(['bans', 'invitations'] as const)('keeps %s to moderators and above', async (list) => {
    const roomId = await create();
    for (const userId of ['mo', 'max']) await app.commands.join(by(userId), { room: 'lobby' });
    await app.commands.setRole(by('olga'), { room: 'lobby', username: 'mo', role: 'moderator' });
    for (const userId of ['mo', 'olga', 'admin']) {
      expect(names(await app.people[list]({ roomId, first: 9 }, actor(userId)))).toEqual([]);
    }
    for (const userId of ['max', 'eve']) {
      await expect(app.people[list]({ roomId, first: 9 }, actor(userId))).rejects.toEqual(code('FORBIDDEN'));
    }
    await expect(app.people[list]({ roomId, first: 9, after: 'x' }, actor('olga'))).rejects.toEqual(
      code('BAD_USER_INPUT'),
    );
    await app.commands.update(by('olga'), { room: 'lobby', visibility: 'private' });
    await expect(app.people[list]({ roomId, first: 9 }, actor('eve'))).rejects.toEqual(code('NOT_FOUND'));
  });

  it('are gone with their room', async () => {
    const roomId = await create();
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
    await app.commands.delete(by('olga'), { room: 'lobby' });
    await expect(app.people.bans({ roomId, first: 9 }, actor('admin'))).rejects.toEqual(code('NOT_FOUND'));
    expect(await app.store.projections.get('bans', [roomId, 'max'])).toBeUndefined();
  });
});
