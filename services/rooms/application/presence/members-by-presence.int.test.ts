import { by, type RoomsApp, startRoomsApp } from '../../test/rooms-app.ts';
import { createMemberSearch } from '../queries/member-search.ts';

describe('members by role and presence', () => {
  let app: RoomsApp;
  let roomId: string;

  beforeEach(async () => {
    app = await startRoomsApp();
    const { commands } = app;
    roomId = (await commands.create(by('olga'), { name: 'lobby', visibility: 'public', posting: 'members' })).roomId;
    for (const userId of ['mo', 'max', 'mia', 'admin']) await commands.join(by(userId), { room: 'lobby' });
    await commands.setRole(by('olga'), { room: 'lobby', username: 'mo', role: 'moderator' });
    await app.presence.beat({ gatewayId: 'g1', full: true, connections: [], closed: [], leaving: false });
  });
  afterEach(async () => {
    expect(app.errors).toEqual([]);
    await app.end();
  });

  const beat = (connections: { id: string; userId: string; roomIds: string[] }[], closed: string[] = []) =>
    app.presence.beat({
      ...{ gatewayId: 'g1', full: false, connections, leaving: false },
      closed: closed.map((id) => ({ id, graceful: true })),
    });
  const connect = (userId: string) => beat([{ id: `c-${userId}`, userId, roomIds: [] }]);
  const list = (page: { first?: number; after?: string; text?: string } = {}, userId = 'olga') => {
    const { first = 10, after, text } = page;
    const search = createMemberSearch(text, { correlationId: 'test' });
    return app.presence.queries.members({ roomId, first, after, search }, by(userId).actor);
  };
  const names = (page: { people: { userId: string }[] }) => page.people.map(({ userId }) => userId);

  it('come owners first, then moderators, and of each those who are online wherever they look', async () => {
    expect(names(await list())).toEqual(['olga', 'mo', 'admin', 'max', 'mia']);
    await connect('mia');
    expect(names(await list())).toEqual(['olga', 'mo', 'mia', 'admin', 'max']);
    await connect('max');
    expect(names(await list())).toEqual(['olga', 'mo', 'max', 'mia', 'admin']);
    await beat([], ['c-mia']);
    expect(names(await list())).toEqual(['olga', 'mo', 'max', 'admin', 'mia']);
  });

  it('follow roles, and who joins and leaves', async () => {
    await app.commands.setRole(by('olga'), { room: 'lobby', username: 'mia', role: 'moderator' });
    await app.commands.leave(by('max'), { room: 'lobby' });
    await app.commands.join(by('eve'), { room: 'lobby' });
    await connect('mia');
    expect(names(await list())).toEqual(['olga', 'mia', 'mo', 'admin', 'eve']);
  });

  it.each([1, 2, 3, 4])('are each told once over pages of %i', async (first) => {
    await connect('mia');
    const seen: string[] = [];
    let after: string | undefined;
    for (let hasMore = true; hasMore; ) {
      const page = await list({ first, ...(after !== undefined && { after }) });
      seen.push(...names(page));
      after = page.cursors.at(-1);
      hasMore = page.hasMore;
    }
    expect(seen).toEqual(['olga', 'mo', 'mia', 'admin', 'max']);
  });

  it('do not move behind the reader when somebody comes between two pages', async () => {
    const first = await list({ first: 3 });
    expect(names(first)).toEqual(['olga', 'mo', 'admin']);
    await connect('admin');
    expect(names(await list({ after: first.cursors.at(-1) ?? '' }))).toEqual(['max', 'mia']);
  });

  it('are found by any word of both names, in the same order', async () => {
    await connect('mia');
    expect(names(await list({ text: 'm' }))).toEqual(['mo', 'mia', 'max']);
    expect(names(await list({ text: 'wallace' }))).toEqual(['mia']);
  });

  it('are found in the same order where too many are found on the server to tell all', async () => {
    app.asked.many = true;
    await connect('mia');
    expect(names(await list({ text: 'm' }))).toEqual(['mo', 'mia', 'max']);
    expect(names(await list({ text: 'm', first: 1, after: '3.mo' }))).toEqual(['mia']);
  });

  it('are found page by page, in whatever part of the list they are', async () => {
    await connect('mia');
    const seen: string[] = [];
    let after: string | undefined;
    for (let hasMore = true; hasMore; ) {
      const page = await list({ text: 'm', first: 1, ...(after !== undefined && { after }) });
      seen.push(...names(page));
      after = page.cursors.at(-1);
      hasMore = page.hasMore;
    }
    expect(seen).toEqual(['mo', 'mia', 'max']);
  });

  it('are for who may read the room, and a cursor is one of this list', async () => {
    await app.commands.update(by('olga'), { room: 'lobby', visibility: 'private' });
    await expect(list({}, 'eve')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(list({ after: 'mia' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});
