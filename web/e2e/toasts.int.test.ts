import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, openRoom, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const toasts = (page: Page): Locator => page.locator('.toast');

/** Whether the middle of the element is what a click there would meet, or lies within it. */
const isOnTop = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const met = element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2);
    return met !== null && (element === met || element.contains(met));
  });

/** Goes somewhere, and waits until the page hears of what arrives for the viewer: it asks then for invitations that came before. */
async function hearing(page: Page, go: () => Promise<unknown>): Promise<void> {
  const asked = page.waitForRequest((request) => request.postData()?.includes('query Invitations') ?? false);
  await go();
  await asked;
}

describe('toasts', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let owner: ApiUser;
  let bob: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    owner = await stage.user('ann');
    bob = await stage.user('bob');
    await owner.createRoom('tea');
    ann = await stage.enter('ann');
    page = ann.page;
    await signIn(page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('are two at most, the newest', async () => {
    await hearing(page, () => page.goto('/'));
    for (const text of ['one', 'two', 'three', 'four']) {
      await bob.write('ann', text);
      await toasts(page).filter({ hasText: text }).waitFor();
      expect(await toasts(page).count()).toBeLessThanOrEqual(2);
    }
    await toasts(page).filter({ hasText: 'three' }).waitFor();
  });

  it.each([1100, 390])('lie above a dialog, and can be used there without closing it: %i px', async (width) => {
    await page.setViewportSize({ width, height: 760 });
    await openRoom(page, 'tea');
    await page.getByRole('button', { name: 'Room settings' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Topic' }).fill(`Leaves ${width}`);
    await intercept(page, 'UpdateRoom', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Save' }).click();
    const toast = toasts(page)
      .filter({ has: page.getByRole('button', { name: 'Dismiss' }) })
      .last();
    await toast.waitFor();
    expect(await toast.textContent()).toContain('Couldn’t save the #tea settings. Can’t reach the server.');
    await letThrough(page);
    expect(await isOnTop(toast)).toBe(true);
    await ann.screenshot(`toast-above-dialog-${width}`);
    await toast.getByRole('button', { name: 'Dismiss' }).click();
    await toast.waitFor({ state: 'detached' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('name those who could not be invited into a new room, and from there they are', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Create room' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create room' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('juice');
    for (const name of ['bob', 'uma']) {
      await dialog.getByRole('combobox', { name: 'People to invite' }).fill(name);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByRole('list', { name: 'People to invite' }).getByText(name).waitFor();
    }
    await intercept(page, 'InviteToRoom', (route) =>
      route.request().postData()?.includes('"bob"') ? route.abort() : route.fallback(),
    );
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForURL('**/rooms/juice');
    const toast = toasts(page).filter({ hasText: /Couldn’t invite bob.* to juice\. Can’t reach the server\./i });
    await toast.waitFor();
    await letThrough(page);
    await toast.getByRole('button', { name: 'Try again' }).click();
    await eventually(async () => {
      const { me } = await bob.call<{ me: { invitations: { edges: { node: { room: { name: string } } }[] } } }>(
        '{ me { invitations { edges { node { room { name } } } } } }',
      );
      expect(me.invitations.edges.map(({ node }) => node.room.name)).toEqual(['juice']);
    });
    expect(await toast.count()).toBe(0);
  });

  it.each([
    [1100, 760],
    [390, 780],
    [390, 420],
    [320, 320],
  ])('never hide the control that has the focus: in a window of %i × %i px', async (width, height) => {
    await page.setViewportSize({ width, height });
    await hearing(page, () => openRoom(page, 'tea'));
    await composer(page).fill(['a draft', 'of several', 'lines'].join('\n'));
    for (const text of ['first of two', 'second of two']) {
      await bob.write('ann', text);
      await toasts(page).filter({ hasText: text }).waitFor();
    }
    expect(await hasFocus(composer(page))).toBe(true);
    await eventually(async () => expect(await isOnTop(composer(page))).toBe(true));
    await page.getByRole('button', { name: 'Send' }).focus();
    await eventually(async () => expect(await isOnTop(page.getByRole('button', { name: 'Send' }))).toBe(true));
    await composer(page).fill('');
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
