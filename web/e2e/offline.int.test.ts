import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const nav = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Rooms and people' }).getByRole('link', { name: new RegExp(`^${name}`) });

/** What the browser keeps to be read without the server, a moment after it was shown. */
const KEPT = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('confab-kept');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const all = opening.result.transaction('shown').objectStore('shown').getAll();
    all.onsuccess = () => resolve(JSON.stringify(all.result));
  };
})`;

describe('without the server', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;
  let cyd: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    const owner = await stage.user('ann');
    bob = await stage.user('bob');
    for (const room of ['tea', 'coffee', 'unopened']) {
      await owner.createRoom(room);
      await bob.join(room);
      await bob.post(room, `in ${room}`);
    }
    await bob.write('ann', 'between us');
    const third = await stage.user('cyd');
    for (const room of ['tea', 'coffee']) await third.join(room);
    for (const room of ['den', 'cave', 'attic']) {
      await bob.createRoom(room);
      await bob.post(room, `in ${room}`);
      await third.join(room);
    }
    cyd = await stage.enter('cyd');
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
    await openRoom(ann.page, 'tea');
    await message(ann.page, 'in tea').waitFor();
    await nav(ann.page, 'coffee').click();
    await message(ann.page, 'in coffee').waitFor();
    await nav(ann.page, 'Bob').click();
    await message(ann.page, 'between us').waitFor();
  }, 60_000);
  afterAll(() => stage?.close());

  /** Resolves once this is written down: a moment after it was shown, and whoever leaves the page before that has not read it. */
  const isKept = (page: Page, text: string) =>
    eventually(async () => expect(await page.evaluate<string>(KEPT)).toContain(text));

  /** Every place that was opened, with what was written there and a composer. */
  async function readAll(page: Page): Promise<void> {
    for (const [name, text] of [
      ['tea', 'in tea'],
      ['coffee', 'in coffee'],
      ['Bob', 'between us'],
    ] as const) {
      await nav(page, name).click();
      await message(page, text).waitFor();
      await composer(page).waitFor();
    }
  }

  it('one reads what one opened before, and writes there', async () => {
    const { page, context } = ann;
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Reconnect now' }).waitFor();
    await readAll(page);
    await nav(page, 'tea').click();
    await say(page, 'written without a network');
    await message(page, 'written without a network').waitFor();
    await context.setOffline(false);
    await eventually(async () => expect(await bob.messages('tea')).toContain('written without a network'), {
      timeoutMs: 30_000,
    });
    await bob.post('tea', 'an answer');
    await message(page, 'an answer').waitFor();
    await isKept(page, 'an answer');
  }, 90_000);

  it('one reads it after a reload too, and goes on where the server is back', async () => {
    const { page, context } = ann;
    await context.route('**/graphql', (route) => route.abort());
    await page.reload();
    await message(page, 'an answer').waitFor();
    await readAll(page);
    expect(await page.getByText(/Something went wrong/).count()).toBe(0);
    await bob.post('tea', 'meanwhile');
    await bob.write('ann', 'and here');
    await letThrough(context);
    await page.getByRole('status', { name: 'Connection' }).getByText('Connected').waitFor({ timeout: 40_000 });
    await message(page, 'and here').waitFor();
    await log(page).getByText('New messages').waitFor();
    await nav(page, 'tea').click();
    await message(page, 'meanwhile').waitFor();
    await nav(page, 'unopened').click();
    await message(page, 'in unopened').waitFor();
  }, 90_000);

  it('one reads nothing of a room from which one was removed, at once or while one was away', async () => {
    const { page, context } = cyd;
    const kept = () => page.evaluate<string>(KEPT);
    const remove = (room: string, how: string) =>
      bob.call(`mutation { ${how}(input: { room: "${room}", username: "cyd" }) { room { id } } }`);
    await signIn(page, 'cyd', PASSWORD);
    for (const room of ['den', 'cave', 'attic', 'tea']) {
      await openRoom(page, room);
      await message(page, `in ${room}`).waitFor();
      await isKept(page, `in ${room}`);
    }
    await nav(page, 'coffee').click();
    await remove('den', 'kickFromRoom');
    await nav(page, 'den').waitFor({ state: 'detached' });
    await eventually(async () => expect(await kept()).not.toContain('in den'));
    await nav(page, 'cave').click();
    await message(page, 'in cave').waitFor();
    await remove('cave', 'banFromRoom');
    await page.getByText('You were banned from this room.').waitFor();
    await eventually(async () => expect(await kept()).not.toContain('in cave'));
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Reconnect now' }).waitFor();
    await remove('attic', 'kickFromRoom');
    expect(await kept()).toContain('in attic');
    await context.setOffline(false);
    await eventually(async () => expect(await kept()).not.toContain('in attic'), { timeoutMs: 30_000 });
    expect(await kept()).toContain('in tea');
  }, 90_000);

  it('nobody reads it whose session was ended while the page was closed', async () => {
    const { page } = cyd;
    const device = await stage.user('cyd');
    await page.goto('about:blank');
    const { sessions } = await device.call<{ sessions: { id: string; current: boolean }[] }>(
      '{ sessions { id current } }',
    );
    for (const { id, current } of sessions) {
      if (!current) await device.call(`mutation { revokeSession(input: { id: "${id}" }) }`);
    }
    await page.goto('/rooms/tea');
    await page.getByRole('textbox', { name: 'Username' }).waitFor();
    await eventually(async () => expect(await page.evaluate<string>(KEPT)).toBe('[]'));
    expect(cyd.complaints).toEqual([]);
  }, 60_000);

  it('nobody reads it once they have signed out', async () => {
    const { page, context } = ann;
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('textbox', { name: 'Username' }).waitFor();
    await context.route('**/graphql', (route) => route.abort());
    await page.goto('/rooms/tea');
    await page.getByText('Can’t reach the server').waitFor();
    expect(await page.getByText('in tea').count()).toBe(0);
    await letThrough(context);
    await page.getByRole('textbox', { name: 'Username' }).waitFor({ timeout: 40_000 });
    const kept = await page.evaluate<number>(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('confab-kept');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('shown').objectStore('shown').count();
        counting.onsuccess = () => resolve(counting.result);
      };
    })`);
    expect(kept).toBe(0);
  }, 60_000);

  it('never brings an error on the page', () => expect(ann.complaints).toEqual([]));
});
