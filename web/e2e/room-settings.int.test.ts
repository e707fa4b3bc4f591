import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { focused } from './keyboard.ts';
import { expectBanned, expectRemoved } from './removal.ts';
import type { Stage } from './stage.ts';
import { composer, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER } from './workspace/open-workspace.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: / settings$/ });
const tab = (page: Page, name: string): Locator => dialog(page).getByRole('tab', { name });
const people = (page: Page, list: string): Locator => dialog(page).getByRole('list', { name: list });
const person = (page: Page, list: string, name: string): Locator =>
  people(page, list).getByRole('listitem').filter({ hasText: name });

async function openSettings(page: Page, room: string): Promise<void> {
  await page.goto(`/rooms/${room}`);
  await page.getByRole('button', { name: 'Room settings' }).click();
  await tab(page, 'Members').waitFor();
}

async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole('alertdialog').getByRole('button', { name: button }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
}

describe('the settings of a room', () => {
  let stage: Stage;
  let ann: Visitor;
  let max: Visitor;
  let eve: Visitor;
  let mia: Visitor;
  let owner: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    owner = await stage.user(VIEWER);
    const others = await Promise.all(['max', 'mia', 'eve', 'dan'].map(stage.user));
    await owner.createRoom('hall');
    for (const user of others.slice(0, 3)) await user.join('hall');
    [ann, max, eve, mia] = await Promise.all([
      stage.enter(VIEWER),
      stage.enter('max'),
      stage.enter('eve'),
      stage.enter('mia'),
    ]);
    for (const { page, name } of [ann, max, eve, mia]) await signIn(page, name, PASSWORD);
  }, 90_000);
  afterAll(() => stage?.close());

  it('offer a member nothing that is not theirs to do', async () => {
    const { page } = max;
    await openSettings(page, 'hall');
    expect(await dialog(page).getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await dialog(page).getByRole('button', { name: 'Delete room' }).count()).toBe(0);
    // What one may only read is text, not fields that take nothing.
    await dialog(page).getByRole('definition').filter({ hasText: 'All members' }).waitFor();
    expect(await dialog(page).locator('input, select, textarea').count()).toBe(0);
    expect(await dialog(page).getByRole('tab').allInnerTexts()).toEqual(['General', 'Members', 'Invitations']);
    await tab(page, 'Members').click();
    await person(page, 'Members', 'eve').waitFor();
    expect(await people(page, 'Members').getByRole('button').count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await focused(page.getByRole('button', { name: 'Room settings' }));
  });

  it('begin with the invitations for whoever wants to invite people into an empty room', async () => {
    await owner.createRoom('annex');
    await openRoom(ann.page, 'annex');
    await ann.page.getByRole('button', { name: 'Invite people' }).click();
    await dialog(ann.page).getByRole('combobox', { name: 'Person to invite' }).waitFor();
    expect(await tab(ann.page, 'Invitations').getAttribute('aria-selected')).toBe('true');
  });

  it('are not offered for an invitation to whoever may invite nobody: a member of a private room', async () => {
    await owner.createRoom('attic', { visibility: 'PRIVATE' });
    const input = { room: 'attic', username: 'eve' };
    await owner.call('mutation ($input: RoomUserInput!) { inviteToRoom(input: $input) { room { id } } }', { input });
    await (await stage.user('eve')).join('attic');
    await openRoom(eve.page, 'attic');
    await eve.page.getByText('This is the very beginning of the room.').waitFor();
    await eve.page.getByRole('button', { name: 'Write the first message' }).waitFor();
    expect(await eve.page.getByRole('button', { name: 'Invite people' }).count()).toBe(0);
  });

  it('change the topic, which everybody sees at once', async () => {
    await openSettings(ann.page, 'hall');
    await dialog(ann.page).getByRole('textbox', { name: 'Topic' }).fill('Tea at five <b>sharp</b>');
    await dialog(ann.page).getByRole('button', { name: 'Save' }).click();
    await max.page.getByText('Tea at five <b>sharp</b>').first().waitFor();
  });

  it('change who may write and who sees the room, and back', async () => {
    const { page } = ann;
    const save = async (posting: string, visibility: string): Promise<void> => {
      await dialog(page).getByRole('combobox', { name: 'Who can write' }).selectOption(posting);
      await dialog(page).getByRole('combobox', { name: 'Who can see it' }).selectOption(visibility);
      await dialog(page).getByRole('button', { name: 'Save' }).click();
    };
    const dan = await stage.enter('dan');
    await signIn(dan.page, 'dan', PASSWORD);
    const listed = dan.page.getByRole('list', { name: 'Rooms' }).getByRole('link', { name: /^hall/ });
    await listed.waitFor();
    await save('Owners and moderators', 'Members only (private)');
    await max.page.getByText('Only owners and moderators can write in this room.').waitFor();
    expect(await composer(max.page).count()).toBe(0);
    await listed.waitFor({ state: 'detached' });
    await save('All members', 'Everyone (public)');
    await composer(max.page).waitFor();
    await listed.waitFor();
    await dan.context.close();
  });

  it('make a moderator, who kicks one member and bans another, and both are told at once', async () => {
    for (const { page } of [eve, mia]) {
      await openRoom(page, 'hall');
      await composer(page).waitFor();
    }
    await tab(ann.page, 'Members').click();
    await person(ann.page, 'Members', 'max').getByRole('combobox', { name: 'max’s role' }).selectOption('Moderator');
    await openSettings(max.page, 'hall');
    await tab(max.page, 'Members').click();
    await dialog(max.page).getByRole('button', { name: 'Remove eve' }).click();
    await max.page.getByRole('alertdialog', { name: 'Remove eve from the room?' }).waitFor();
    await confirm(max.page, 'Remove');
    await person(max.page, 'Members', 'eve').waitFor({ state: 'detached' });
    await expectRemoved(eve.page, 'hall');
    await dialog(max.page).getByRole('button', { name: 'Ban mia' }).click();
    await max.page.getByRole('textbox', { name: 'Reason (optional)' }).fill('spam');
    await confirm(max.page, 'Ban');
    await person(max.page, 'Members', 'mia').waitFor({ state: 'detached' });
    await expectBanned(mia.page, 'hall');
    expect(await dialog(max.page).getByRole('button', { name: /Ann/ }).count()).toBe(0);
    await tab(max.page, 'Bans').click();
    await person(max.page, 'Bans', 'mia').filter({ hasText: 'by max' }).filter({ hasText: 'spam' }).waitFor();
  });

  it('let somebody who was kicked join again', async () => {
    const { page } = eve;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Join this room to write in it.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
    await composer(page).waitFor();
    await eve.context.close();
  });

  it('lift a ban, of which the room tells until then', async () => {
    const { page } = mia;
    await page.reload();
    await expectBanned(page, 'hall');
    await dialog(max.page).getByRole('button', { name: 'Lift the ban on mia' }).click();
    await dialog(max.page).getByText('Nobody is banned.').waitFor();
    await page.reload();
    await page.getByText('Join this room to write in it.').waitFor();
    await mia.context.close();
  });

  it('invite somebody, found while their name is typed, into a private room, who then enters it', async () => {
    await owner.createRoom('den', { visibility: 'PRIVATE' });
    const dan = await stage.enter('dan');
    await signIn(dan.page, 'dan', PASSWORD);
    await dan.page.goto('/rooms/den');
    await dan.page.getByText('There’s no room “den”').waitFor();
    await openSettings(ann.page, 'den');
    await tab(ann.page, 'Invitations').click();
    await ann.page.getByRole('combobox', { name: 'Person to invite' }).pressSequentially('da');
    await ann.page.getByRole('option', { name: 'dan' }).click();
    await dialog(ann.page).getByRole('button', { name: 'Invite', exact: true }).click();
    await person(ann.page, 'Invitations', 'dan').filter({ hasText: 'by ann' }).waitFor();
    await dan.page.goto('/rooms/den');
    await dan.page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
    await composer(dan.page).waitFor();
    await say(dan.page, 'thank you for having me');
    await message(ann.page, 'thank you for having me').waitFor();
    await dan.context.close();
  });

  it('delete the room after a question, and lead to the lobby', async () => {
    await tab(ann.page, 'General').click();
    await dialog(ann.page).getByRole('button', { name: 'Delete room' }).click();
    await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await dialog(ann.page).getByRole('button', { name: 'Delete room' }).click();
    await confirm(ann.page, 'Delete room');
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    await ann.page.goto('/rooms/den');
    await ann.page.getByText('There’s no room “den”').waitFor();
  });

  it('let a member leave after a question, and lead to the lobby', async () => {
    const { page } = max;
    await openSettings(page, 'hall');
    await dialog(page).getByRole('button', { name: 'Leave room' }).click();
    await confirm(page, 'Leave room');
    await page.getByRole('textbox', { name: 'Room name' }).waitFor();
    const nav = page.getByRole('navigation', { name: 'Rooms and people' });
    await nav.getByRole('link', { name: /^hall/ }).waitFor({ state: 'detached' });
    await page.goto('/rooms/hall');
    await page.getByText('Join this room to write in it.').waitFor();
  });

  it('never had an error on the page', () => {
    expect([ann, max, eve, mia].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
