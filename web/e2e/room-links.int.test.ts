import type { Locator, Page } from 'playwright-core';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, openRoom, signIn } from './steps.ts';
import { languages } from './views/view.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: / settings$/ });
const openLinks = (page: Page): Locator =>
  dialog(page).getByRole('list', { name: 'Active links' }).getByRole('listitem');

/** Of the furnished workspace the viewer owns `board`, a private room. */
describe('the invitations of a room', () => {
  let stage: Stage;
  let ann: Visitor;
  let url: string;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    await signIn(ann.page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(ann.page, 'board');
    await ann.page.getByRole('button', { name: 'Room settings' }).click();
    await dialog(ann.page).getByRole('tab', { name: 'Invitations' }).click();
  }, 60_000);
  afterAll(() => stage?.close());

  async function createLink(uses: string): Promise<string> {
    const before = await dialog(ann.page).getByRole('textbox', { name: 'Link' }).count();
    const old = before ? await dialog(ann.page).getByRole('textbox', { name: 'Link' }).inputValue() : '';
    await dialog(ann.page).getByRole('spinbutton', { name: 'Number of people' }).fill(uses);
    await dialog(ann.page).getByRole('button', { name: 'Create link' }).click();
    const shown = dialog(ann.page).getByRole('textbox', { name: 'Link' });
    await shown.and(ann.page.locator(`:not([value="${old}"])`)).waitFor();
    return shown.inputValue();
  }

  it.each(['nobody-of-that-name', 'two words'])('say at the field that nobody has a name: %s', async (name) => {
    await dialog(ann.page).getByRole('combobox', { name: 'Person to invite' }).fill(name);
    await dialog(ann.page).getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog(ann.page).getByRole('alert').filter({ hasText: name }).waitFor();
    const whom = dialog(ann.page).getByRole('combobox', { name: 'Person to invite' });
    expect(await whom.getAttribute('aria-invalid')).toBe('true');
    expect(await ann.page.locator('.toast').count()).toBe(0);
  });

  it('say at the field that somebody is in the room already, by the name that people see', async () => {
    const member = await stage.user('bob');
    const owner = await stage.user(VIEWER);
    await owner.call('mutation { inviteToRoom(input: { room: "board", username: "bob" }) { room { id } } }');
    await member.join('board');
    await dialog(ann.page).getByRole('combobox', { name: 'Person to invite' }).fill('@Bob');
    await dialog(ann.page).getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog(ann.page).getByRole('alert').filter({ hasText: 'Bob Okafor is already in this room.' }).waitFor();
    expect(
      await dialog(ann.page).getByRole('combobox', { name: 'Person to invite' }).getAttribute('aria-invalid'),
    ).toBe('true');
    expect(await ann.page.locator('.toast').count()).toBe(0);
  });

  it('end after days, not after 168 hours', async () => {
    const ends = dialog(ann.page).getByRole('combobox', { name: 'Expires after' });
    expect(await ends.getByRole('option').allTextContents()).toEqual([
      '1 hour',
      '1 day',
      '7 days',
      '30 days',
      'Never expires',
    ]);
    expect(await ends.locator('option:checked').textContent()).toBe('7 days');
  });

  it('begin with a link that its maker copies, and are listed', async () => {
    url = await createLink('2');
    expect(url).toMatch(new RegExp(`^${new URL(ann.page.url()).origin}/invite/`));
    await openLinks(ann.page).filter({ hasText: 'Ann Sørensen' }).filter({ hasText: 'used 0 of 2' }).waitFor();
    await ann.screenshot('room-links');
  });

  it('lead whoever makes an account into the private room', async () => {
    const eve = await stage.enter('eve');
    await eve.page.setViewportSize({ width: 320, height: 640 });
    await eve.page.goto(url);
    await eve.page.getByText('Ann Sørensen invites you to the room “board”.').waitFor();
    expect(await overhang(eve.page)).toEqual([]);
    await eve.screenshot('invite-into-room-320');
    await eve.page.getByRole('textbox', { name: 'Username' }).fill('eve');
    await eve.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await eve.page.getByRole('button', { name: 'Create account' }).click();
    await eve.page.waitForURL('**/rooms/board');
    await composer(eve.page).waitFor();
    expect(eve.complaints).toEqual([]);
    await eve.context.close();
  });

  it('lead whoever signs in, and whoever is signed in, there too', async () => {
    const finn = await stage.enter('finn');
    await finn.page.goto(url);
    await finn.page.getByRole('button', { name: 'I already have an account' }).click();
    await finn.page.getByRole('textbox', { name: 'Username' }).fill('finn');
    await finn.page.getByRole('textbox', { name: 'Password' }).fill(WORKSPACE_PASSWORD);
    await finn.page.getByRole('button', { name: 'Sign in' }).click();
    await finn.page.waitForURL('**/rooms/board');
    await composer(finn.page).waitFor();
    // Used up by now; who is in the room goes there all the same.
    await finn.page.goto(url);
    await finn.page.waitForURL('**/rooms/board');
    expect(finn.complaints).toEqual([]);
    await finn.context.close();
  });

  it.each(['en', 'ru'] as const)('say that they are used up, signed in or not: %s', async (language) => {
    const late = await stage.enter(`late-${language}`, { locale: language });
    const useless = late.page.getByRole('alert').filter({ hasText: languages[language].session.invite.useless });
    await late.page.goto(url);
    await useless.waitFor();
    expect(await late.page.getByText('board').count()).toBe(0);
    await late.context.close();
  });

  it('are revoked, and banned people are told of their ban', async () => {
    const { page } = ann;
    await dialog(page).getByRole('tab', { name: 'General' }).click();
    await dialog(page).getByRole('tab', { name: 'Invitations' }).click();
    const link = await createLink('');
    const ben = await stage.enter('ben');
    await signIn(ben.page, 'ben', WORKSPACE_PASSWORD);
    await ben.page.goto(link);
    await ben.page.waitForURL('**/rooms/board');
    await dialog(page).getByRole('tab', { name: 'Members' }).click();
    await dialog(page)
      .getByRole('button', { name: /^Ban Ben|^Ban ben/ })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Ban' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
    await ben.page.goto(link);
    await ben.page.getByRole('alert').filter({ hasText: languages.en.session.invite.banned }).waitFor();
    await dialog(page).getByRole('tab', { name: 'Invitations' }).click();
    await openLinks(page)
      .filter({ hasText: 'used 1 time' })
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await dialog(page).getByText('No active links.').waitFor();
    await ben.page.goto(link);
    await ben.page.getByRole('alert').filter({ hasText: languages.en.session.invite.useless }).waitFor();
    await ben.page.getByRole('link', { name: 'Back to the lobby' }).click();
    await ben.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    expect(ben.complaints).toEqual([]);
    await ben.context.close();
  });

  it.each([320, 768])('fit a window of %i px', async (width) => {
    await ann.page.setViewportSize({ width, height: 700 });
    await createLink('3');
    expect(await overhang(ann.page)).toEqual([]);
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
