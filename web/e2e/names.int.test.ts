import type { Locator, Page } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { openRoom, signIn } from './steps.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

type Role = Parameters<Page['getByRole']>[0];
/** What screen readers, and the tests of others, find a thing by: all of its name, not a part. */
type Named = readonly [role: Role, name: string];

const everywhere: readonly Named[] = [
  ['navigation', 'Rooms and people'],
  ['status', 'Connection'],
];
const conversation: readonly Named[] = [
  ['log', 'Messages'],
  ['textbox', 'Message'],
  ['button', 'Send'],
];
const signingIn: readonly Named[] = [
  ['textbox', 'Username'],
  ['textbox', 'Password'],
  ['button', 'Sign in'],
  ['button', 'Create account'],
];
const lobby: readonly Named[] = [
  ['textbox', 'Room name'],
  ['button', 'Join'],
  ['button', 'Create room'],
];
const creating: readonly Named[] = [
  ['textbox', 'Name'],
  ['textbox', 'Topic'],
  ['radio', 'Public'],
  ['radio', 'Private'],
  ['button', 'Create'],
];
const pages: readonly (readonly [path: string, named: readonly Named[]])[] = [
  ['/', [...everywhere, ...lobby]],
  ['/rooms/tea', [...everywhere, ...conversation, ['list', 'Here now'], ['button', 'Members']]],
  ['/direct/bob', [...everywhere, ...conversation]],
  ['/admin', everywhere],
];

describe('the names that screen readers rely on', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: ApiUser;

  beforeAll(async () => {
    stage = await openEmptyStage();
    const { url } = stage.product;
    const owner = await registerOverApi(url, 'ann');
    bob = await registerOverApi(url, 'bob');
    await fillRoom(owner, { name: 'tea', members: [bob], texts: ['one', 'two', 'three'] });
    await owner.createRoom('teapots');
    ann = await stage.enter('ann');
  }, 60_000);
  afterAll(() => stage?.close());

  /** The one thing on the page with that role, and that name letter by letter. */
  async function only(page: Page, [role, name]: Named): Promise<Locator> {
    const found = page.getByRole(role, { name, exact: true });
    await found.first().waitFor();
    expect({ role, name, count: await found.count() }).toEqual({ role, name, count: 1 });
    return found;
  }

  it('are on the sign-in page, where one button makes the form one to register with', async () => {
    const { page, context } = await stage.enter('anna');
    await page.goto('/login');
    for (const named of signingIn) await only(page, named);
    await (await only(page, ['button', 'Create account'])).click();
    expect(await page.getByRole('button', { name: 'Sign in', exact: true }).count()).toBe(0);
    await (await only(page, ['textbox', 'Username'])).fill('anna');
    await (await only(page, ['textbox', 'Password'])).fill(PASSWORD);
    await (await only(page, ['button', 'Create account'])).click();
    await only(page, ['textbox', 'Room name']);
    await context.close();
  });

  it('lead in', () => signIn(ann.page, 'ann', PASSWORD));

  it.each(pages)('are all on the page, and each of them once: %s', async (path, named) => {
    await ann.page.goto(path);
    for (const each of named) await only(ann.page, each);
  });

  it('of the rooms in the lobby begin their links, one an item', async () => {
    await ann.page.goto('/');
    const items = (await only(ann.page, ['list', 'Rooms'])).getByRole('listitem');
    for (const name of ['tea', 'teapots']) {
      const link = items.getByRole('link', { name: new RegExp(`^${name}\\b`) });
      await link.waitFor();
      expect(await link.count()).toBe(1);
    }
    expect(await items.count()).toBe(2);
    expect(await items.getByRole('link').count()).toBe(2);
  });

  it('are in the dialog that creates a room', async () => {
    const { page } = ann;
    await page.goto('/');
    await (await only(page, ['button', 'Create room'])).click();
    await only(page, ['dialog', 'Create room']);
    for (const named of creating) await only(page, named);
    await page.keyboard.press('Escape');
  });

  it('of those who are here are all that their buttons are called', async () => {
    const { page } = ann;
    const anna = await stage.enter('anna');
    await signIn(anna.page, 'anna', PASSWORD);
    await anna.page.goto('/rooms/tea');
    await openRoom(page, 'tea');
    const here = await only(page, ['list', 'Here now']);
    for (const name of ['ann', 'anna']) await here.getByRole('button', { name, exact: true }).waitFor();
    expect(await here.getByRole('listitem').count()).toBe(2);
    expect(await here.getByRole('button').count()).toBe(2);
    await anna.context.close();
  });

  it('hold for each message: one article, no more', async () => {
    const { page } = ann;
    await openRoom(page, 'tea');
    const messages = (await only(page, ['log', 'Messages'])).getByRole('article');
    await messages.filter({ hasText: 'three' }).waitFor();
    expect(await messages.count()).toBe(3);
    await bob.write('ann', 'psst');
    await page.goto('/direct/bob');
    await messages.filter({ hasText: 'psst' }).waitFor();
    expect(await messages.count()).toBe(1);
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
