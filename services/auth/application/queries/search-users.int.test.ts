import { join } from 'node:path';
import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { authStore } from '../store.ts';
import { findUserIds, listUsers } from './users.ts';

/** More people of one name than one page of a search looks at. */
const SAMS = 2_300;

function registered(username: string, displayName: string): NewEvent {
  const data = { userId: username, username, folded: username, displayName, role: 'MEMBER', passwordHash: '' };
  return {
    ...{ type: 'UserRegistered', data, version: 1, seq: 1, atMs: 0, actor: 'system' },
    ...{ id: username, stream: `user-${username}`, commandId: 'fill', correlationId: 'fill' },
  };
}

describe('a search among thousands of people of one name', () => {
  const folder = createTempFolder();
  let store: EventStore;

  beforeAll(async () => {
    store = await openSqliteStore({ file: join(folder.path, 'auth.db'), ...authStore });
    const sams = Array.from({ length: SAMS }, (_, n) => registered(`n${String(n).padStart(4, '0')}`, 'Sam'));
    const events = [...sams, registered('x1', 'Sam Oz'), registered('x2', 'Sam Oz')];
    await store.commit({ actor: 'system', commandId: 'fill', command: 'Fill', result: null, events });
  });
  afterAll(async () => {
    await store.close();
    folder.remove();
  });

  const search = (after?: string) =>
    listUsers(store.projections, { search: 'sam oz', order: 'NAME', first: 1, after, owner: 'ann' });

  it('ends its page early, and goes on behind it until everybody is found', async () => {
    const found: string[] = [];
    let pages = 0;
    let after: string | undefined;
    for (let hasMore = true; hasMore; pages += 1) {
      const page = await search(after);
      expect(page.users.length).toBeLessThanOrEqual(1);
      found.push(...page.users.map(({ id }) => id));
      after = page.endCursor ?? page.cursors.at(-1);
      hasMore = page.hasMore;
    }
    expect(found).toEqual(['x1', 'x2']);
    expect(pages).toBeGreaterThan(2);
  });

  it('lets others be served in between', async () => {
    let served = 0;
    let isRunning = true;
    const serve = () => {
      served += 1;
      if (isRunning) setImmediate(serve);
    };
    setImmediate(serve);
    await search();
    isRunning = false;
    expect(served).toBeGreaterThan(2);
  });

  it('tells who is found as long as these are few, or that they are many', async () => {
    const find = (text: string) => findUserIds(store.projections, { search: text, owner: 'ann' });
    expect(await find('x')).toEqual({ userIds: ['x1', 'x2'], isComplete: true });
    expect(await find('nobody')).toEqual({ userIds: [], isComplete: true });
    expect(await find('sam')).toMatchObject({ isComplete: false });
    expect(await find('  ')).toMatchObject({ isComplete: false });
  });
});
