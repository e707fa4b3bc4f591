import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { makeWorld } from '../../bench/data/make-world.ts';
import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { openStage, type Stage } from './stage.ts';
import { message, openRoom, signIn } from './steps.ts';

const ROOM = 'crowd';
const MEMBERS = 330;
/** All who have “zed” in their names, but for him whose name it is. */
const NAMESAKES = 12;

describe('a room of many members', () => {
  let stage: Stage;
  let zed: ApiUser;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    const room = { name: ROOM, members: { from: 0, count: MEMBERS }, messages: 1 };
    const { dataDir } = await makeWorld({ users: MEMBERS, rooms: [room] });
    stage = await openStage({ dataDir });
    const { url } = stage.product;
    for (let i = 0; i < NAMESAKES; i += 1) await (await registerOverApi(url, `a-zed-${i}`)).join(ROOM);
    zed = await registerOverApi(url, 'zed');
    await zed.createRoom('den');
    await zed.join(ROOM);
    await zed.post(ROOM, 'I am here');
    const me = await registerOverApi(url, 'ann');
    await me.join(ROOM);
    await me.join('den');
    ann = await stage.enter('ann', { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = ann.page;
    await signIn(page, 'ann', PASSWORD);
  }, 120_000);
  afterAll(() => stage?.close());

  const list = () => page.getByRole('list', { name: 'Members' });
  const rows = () => list().getByRole('listitem').filter({ hasText: /line/ });
  const hasAll = () =>
    eventually(async () => expect(await rows().count()).toBe(MEMBERS + NAMESAKES + 2), { timeoutMs: 20_000 });
  const open = () => page.getByRole('button', { name: 'Members', exact: true }).click();

  it('lists all of them to the end where a page does not fill the list', async () => {
    await page.setViewportSize({ width: 1440, height: 16_000 });
    await openRoom(page, ROOM);
    await open();
    await hasAll();
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  }, 60_000);

  it('goes on where a page failed, when asked to', async () => {
    await openRoom(page, ROOM);
    let failures = 0;
    await intercept(page, 'MembersByPresence', (route) => {
      const isFirst = route.request().postDataJSON().variables.after === null;
      if (isFirst) return route.fallback();
      failures += 1;
      return route.abort();
    });
    await open();
    const again = list().locator('..').getByRole('button', { name: 'Try again' });
    await again.waitFor();
    const failed = failures;
    await again.click();
    await eventually(async () => expect(failures).toBeGreaterThan(failed));
    await again.waitFor();
    await letThrough(page);
    await again.click();
    await hasAll();
    await again.waitFor({ state: 'detached' });
  }, 60_000);

  it('is read on as one scrolls', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openRoom(page, ROOM);
    await open();
    await rows().nth(50).waitFor();
    expect(await rows().count()).toBe(100);
    await eventually(
      async () => {
        await list().evaluate((element) => element.scrollTo(0, element.scrollHeight));
        expect(await rows().count()).toBe(MEMBERS + NAMESAKES + 2);
      },
      { timeoutMs: 20_000 },
    );
  }, 60_000);

  it('knows what each is in it, however many are called alike', async () => {
    for (const [room, role] of [
      [ROOM, 'Member'],
      ['den', 'Owner'],
    ] as const) {
      await openRoom(page, room);
      if (room === 'den') {
        await zed.post('den', 'I am here too');
        await message(page, 'I am here too').waitFor();
      }
      await message(page, 'I am here').getByRole('button', { name: 'zed', exact: true }).first().click();
      const profile = page.getByRole('dialog', { name: 'Profile' });
      await profile.getByText(role, { exact: true }).waitFor();
      await page.keyboard.press('Escape');
    }
  }, 60_000);

  it('never had an error on the page', () => expect(ann.complaints).toEqual([]));
});
