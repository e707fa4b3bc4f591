import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { openRoom, signIn } from './steps.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

/** More than a page of any list. */
const MANY = 55;
const MANY_ROOMS = 105;

/** Has every page of a list fail but the first. */
const failNextPages = (page: Page, operation: string): Promise<void> =>
  intercept(page, operation, (route) =>
    route.request().postData()?.includes('"after":"') ? route.abort() : route.fallback(),
  );

describe('a list whose next page can not be read', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openEmptyStage();
    const { url } = stage.product;
    const viewer = await registerOverApi(url, 'ann');
    await viewer.createRoom('tea');
    const others: ApiUser[] = [];
    for (let n = 0; n < MANY; n += 1) others.push(await registerOverApi(url, `guest-${n}`));
    for (const other of others) await other.join('tea');
    const [bob] = others;
    for (let n = 0; n < 30; n += 1) await bob?.post('tea', `@ann kettle ${n}`);
    for (let n = 0; n < MANY_ROOMS; n += 1) await bob?.createRoom(`room-${n}`);
    ann = await stage.enter('ann');
    page = ann.page;
    await signIn(page, 'ann', PASSWORD);
  }, 120_000);
  afterAll(() => stage?.close());

  const items = (name: string): Locator => page.getByRole('list', { name, exact: true }).last().getByRole('listitem');
  const found = (): Locator => page.getByRole('list', { name: 'Found messages' }).getByRole('listitem');

  /** Asks for more, is told that it failed, asks again from there, and has more than before. */
  async function expectMore(list: Locator, operation: string, more: Locator): Promise<void> {
    await failNextPages(page, operation);
    await more.waitFor();
    const before = await list.count();
    expect(before).toBeGreaterThan(0);
    await more.click();
    const told = page.getByRole('alert').filter({ hasText: 'Can’t reach the server.' });
    await told.waitFor();
    expect(await list.count()).toBe(before);
    await letThrough(page);
    await told.getByRole('button', { name: 'Try again' }).click();
    await eventually(async () => expect(await list.count()).toBeGreaterThan(before));
    await told.waitFor({ state: 'detached' });
  }

  it('says so and offers to try again: mentions in the navigation', async () => {
    await expectMore(items('Mentions'), 'query Mentions', page.getByRole('button', { name: 'Show more mentions' }));
  });

  it('says so and offers to try again: rooms in the lobby', async () => {
    const rooms = page.getByRole('main').getByRole('list', { name: 'Rooms' }).getByRole('listitem');
    await expectMore(rooms, 'query ActiveRooms', page.getByRole('button', { name: 'Show more rooms' }));
  });

  it('says so where the rest of what is looked for can not be found: rooms in the lobby', async () => {
    await page.goto('/');
    const rooms = page.getByRole('main').getByRole('list', { name: 'Rooms' }).getByRole('listitem');
    await rooms.first().waitFor();
    await intercept(page, '"search":"room-1"', (route) => route.abort());
    await page.getByRole('textbox', { name: 'Room name' }).fill('room-1');
    const told = page.getByRole('main').getByRole('alert').filter({ hasText: 'Can’t reach the server.' });
    await told.waitFor();
    // What is known of them is there all the same.
    expect(await rooms.count()).toBeGreaterThan(1);
    await letThrough(page);
    await told.getByRole('button', { name: 'Try again' }).click();
    await told.waitFor({ state: 'detached' });
    await eventually(async () => expect(await rooms.count()).toBe(16));
  });

  it('says so and offers to try again: members in the settings of a room', async () => {
    await openRoom(page, 'tea');
    await page.getByRole('button', { name: 'Room settings' }).click();
    await page.getByRole('tab', { name: 'Members' }).click();
    const dialog = page.getByRole('dialog');
    await expectMore(items('Members'), 'query RoomMembers', dialog.getByRole('button', { name: 'Show more' }));
    expect(await items('Members').count()).toBe(MANY + 1);
    await page.keyboard.press('Escape');
  });

  it('says so and offers to try again: messages that were searched for', async () => {
    await page.getByRole('button', { name: 'Search messages' }).click();
    await page.getByRole('searchbox', { name: 'What to look for' }).fill('kettle');
    await expectMore(found(), 'query SearchMessages', page.getByRole('button', { name: 'Show more' }));
    expect(await found().count()).toBe(30);
    await page.keyboard.press('Escape');
  });

  it('says so and offers to try again: users in the administration', async () => {
    await page.goto('/admin');
    const heads = page.getByRole('rowheader');
    await heads.first().waitFor();
    await failNextPages(page, 'query AdminUsers');
    const first = await heads.allTextContents();
    await page.getByRole('button', { name: 'Next' }).click();
    const told = page.getByRole('alert').filter({ hasText: 'Can’t reach the server.' });
    await told.waitFor();
    await letThrough(page);
    await told.getByRole('button', { name: 'Try again' }).click();
    await told.waitFor({ state: 'detached' });
    await eventually(async () => expect(await heads.first().textContent()).not.toBe(first[0]));
  });

  it('never brings an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
