import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { registerOverApi, signInOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { counted, ownRooms } from './own-lists.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const nav = (page: Page): Locator => page.getByRole('navigation', { name: 'Rooms and people' });
const region = (page: Page, name: string): Locator => nav(page).getByRole('region', { name, exact: true });

/** Several pages of lists come one after another. */
const SLOW = { timeoutMs: 30_000 };

describe('the navigation of somebody with more than a hundred rooms and conversations', () => {
  let stage: Stage;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace({ rooms: 130 });
  }, 120_000);
  afterAll(() => stage?.close());

  it('is told what could not be loaded, and then has all of them, and counts all of them', async () => {
    const phone = await signInOverApi(stage.product.url, VIEWER, WORKSPACE_PASSWORD);
    const rooms = await ownRooms(phone);
    expect(rooms.length).toBeGreaterThan(100);
    const names = Array.from({ length: 110 }, (_, n) => `stranger-${n}`);
    for (const name of names) await (await registerOverApi(stage.product.url, name)).write(VIEWER, 'hello');
    ann = await stage.enter(VIEWER);
    const { page } = ann;
    // The lists are asked for anew once the inbox is open: what is told here comes after that.
    const opened = Promise.withResolvers<void>();
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => String(payload).includes('InboxOpened') && opened.resolve()),
    );
    await intercept(page, 'query Conversations', async (route) => {
      if (route.request().postData()?.includes('"after":"')) return route.abort();
      await opened.promise;
      return route.fallback();
    });
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    const told = nav(page).getByRole('alert').filter({ hasText: 'A part of these lists couldn’t be loaded.' });
    await told.waitFor({ timeout: SLOW.timeoutMs });
    await letThrough(page);
    await told.getByRole('button', { name: 'Try again' }).click();
    await told.waitFor({ state: 'detached' });
    await eventually(
      async () => expect(await region(page, 'Rooms').getByRole('listitem').count()).toBe(rooms.length),
      SLOW,
    );
    await eventually(async () => {
      expect(await region(page, 'People').getByRole('listitem').count()).toBeGreaterThan(120);
    }, SLOW);
    const count = await counted(phone);
    await eventually(async () => expect(await page.title()).toBe(`(${count}) Confab`), SLOW);
    await ann.screenshot('sidebar-130');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('stranger-0');
    await page
      .getByRole('option', { name: /^stranger-0/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    expect(ann.complaints).toEqual([]);
  }, 120_000);
});
