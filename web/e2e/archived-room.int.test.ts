import type { Locator, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, log, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: / settings$/ });
const navigation = (page: Page): Locator => page.getByRole('navigation', { name: 'Rooms and people' });
const nameBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Room name' });
const rooms = (page: Page): Locator => page.getByRole('main').getByRole('list', { name: 'Rooms', exact: true });
const archived = (page: Page): Locator => page.getByRole('main').getByRole('list', { name: 'Archived rooms' });

async function openSettings(page: Page, room: string): Promise<void> {
  await openRoom(page, room);
  await page.getByRole('button', { name: 'Room settings' }).click();
  await dialog(page).getByRole('textbox', { name: 'Topic' }).waitFor();
}

/** Of the furnished workspace the viewer owns `typography`; bob is in it or joins. */
describe('a room with a display name, archived and restored', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    [ann, bob] = await Promise.all([stage.enter(VIEWER), stage.enter('bob')]);
    await Promise.all([ann, bob].map(({ page, name }) => signIn(page, name, WORKSPACE_PASSWORD)));
    await bob.page.goto('/rooms/typography');
    const join = bob.page.getByRole('main').getByRole('button', { name: 'Join', exact: true });
    await join.or(composer(bob.page)).first().waitFor();
    if (await join.count()) await join.click();
    await composer(bob.page).waitFor();
  }, 90_000);
  afterAll(() => stage?.close());

  it('is called what its owner says, at once and for everybody; its address stays', async () => {
    await openSettings(ann.page, 'typography');
    const field = dialog(ann.page).getByRole('textbox', { name: 'Display name' });
    expect(await field.inputValue()).toBe('typography');
    await field.fill('  Type & letters ✒️ ');
    await dialog(ann.page).getByRole('button', { name: 'Save' }).click();
    await ann.page.getByRole('dialog', { name: 'Type & letters ✒️ settings' }).waitFor();
    await bob.page.getByRole('heading', { level: 1 }).filter({ hasText: 'Type & letters ✒️' }).waitFor();
    expect(new URL(bob.page.url()).pathname).toBe('/rooms/typography');
    expect(await bob.page.title()).toMatch('Type & letters ✒️');
  });

  it('has its name for a display name where that is left empty, and there is nothing to save then', async () => {
    const field = dialog(ann.page).getByRole('textbox', { name: 'Display name' });
    const save = (disabled: boolean) => dialog(ann.page).getByRole('button', { name: 'Save', disabled });
    await save(true).waitFor();
    await field.fill('');
    await save(false).click();
    await ann.page.getByRole('dialog', { name: 'typography settings' }).waitFor();
    await save(true).waitFor();
    expect(await field.inputValue()).toBe('typography');
    await field.fill('  ');
    await save(true).waitFor();
    await field.fill('Type & letters ✒️');
    await save(false).click();
    await ann.page.getByRole('dialog', { name: 'Type & letters ✒️ settings' }).waitFor();
  });

  it('is called so in the navigation and the switcher, and found there by both names', async () => {
    await navigation(bob.page)
      .getByRole('link', { name: /^Type & letters ✒️/ })
      .waitFor();
    for (const typed of ['letters', 'typog']) {
      await bob.page.keyboard.press('Control+k');
      await bob.page.getByRole('dialog').getByRole('combobox').fill(typed);
      await bob.page.getByRole('option', { name: /^Type & letters ✒️ typography/ }).waitFor();
      await bob.page.keyboard.press('Escape');
    }
  });

  it('says at the field what cannot be a display name', async () => {
    const field = dialog(ann.page).getByRole('textbox', { name: 'Display name' });
    await field.fill('\u200b\u200b');
    await dialog(ann.page).getByRole('button', { name: 'Save' }).click();
    await dialog(ann.page).getByRole('alert').filter({ hasText: 'at least one of them visible' }).waitFor();
    await ann.page.keyboard.press('Escape');
  });

  it.each(['letters', 'TYPOG'])('is found in the lobby by its display name and by its name: %s', async (typed) => {
    await ann.page.goto('/');
    await nameBox(ann.page).fill(typed);
    await rooms(ann.page)
      .getByRole('link', { name: /^Type & letters ✒️ #typography/ })
      .waitFor();
    expect(await rooms(ann.page).getByRole('link').count()).toBe(1);
  });

  it('is archived after a question: everybody in it reads who did it, and nobody can write', async () => {
    await openSettings(ann.page, 'typography');
    await dialog(ann.page).getByRole('button', { name: 'Archive room' }).click();
    const question = ann.page.getByRole('alertdialog', { name: 'Archive the room “Type & letters ✒️”?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await composer(bob.page).waitFor();
    await dialog(ann.page).getByRole('button', { name: 'Archive room' }).click();
    await ann.screenshot('archive-question');
    await question.getByRole('button', { name: 'Archive room' }).click();
    await bob.page.getByText('Ann Sørensen archived this room on').waitFor();
    await composer(bob.page).waitFor({ state: 'detached' });
    expect(await log(bob.page).getByRole('article').count()).toBeGreaterThan(0);
    await log(bob.page).getByRole('article').last().hover();
    expect(await bob.page.getByRole('button', { name: 'React', exact: true }).count()).toBe(0);
    await dialog(ann.page).getByRole('button', { name: 'Restore room' }).waitFor();
    expect(await dialog(ann.page).getByRole('tab', { name: 'Members' }).count()).toBe(1);
    await ann.page.keyboard.press('Escape');
  });

  it('is in no list then, unless archived rooms are asked for, and can be opened from there', async () => {
    await navigation(bob.page)
      .getByRole('link', { name: /typography|letters/ })
      .waitFor({ state: 'detached' });
    const { page } = bob;
    await page.goto('/');
    await nameBox(page).fill('letters');
    await page.getByText('No room matches “letters”.').waitFor();
    await page.getByRole('checkbox', { name: 'Show archived rooms' }).check();
    await bob.screenshot('archived-rooms');
    await archived(page)
      .getByRole('link', { name: /^Type & letters/ })
      .click();
    await page.getByText('Ann Sørensen archived this room on').waitFor();
    expect(await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).count()).toBe(0);
  });

  it.each([320, 390])('fits a window of %i px', async (width) => {
    await bob.page.setViewportSize({ width, height: 700 });
    await openRoom(bob.page, 'typography');
    expect(await overhang(bob.page)).toEqual([]);
  });

  it('is in use again once it is restored', async () => {
    await openSettings(ann.page, 'typography');
    await dialog(ann.page).getByRole('button', { name: 'Restore room' }).click();
    await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Restore room' }).click();
    await composer(bob.page).waitFor();
    await ann.page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await ann.page.keyboard.press('Escape');
    await composer(ann.page).waitFor();
  });

  it('never had an error on the page', () => {
    expect([...ann.complaints, ...bob.complaints]).toEqual([]);
  });
});
