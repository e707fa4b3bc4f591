import type { Locator, Page } from 'playwright-core';
import { signInOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, signIn } from './steps.ts';
import { languages } from './views/view.ts';
import { ADMINISTRATOR, openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const nameBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Room name' });
const joinButton = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: 'Join', exact: true });
const listed = (page: Page): Locator => page.getByRole('list', { name: 'Rooms', exact: true }).last().getByRole('link');
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Create room' });
const textbox = (page: Page, name: string): Locator => dialog(page).getByRole('textbox', { name });

/** The sign of a private room. */
const lockIn = (part: Locator): Locator => part.locator('svg.lucide-lock');

/** Whether there is such a room, as the server says to the viewer. */
async function isThere(page: Page, room: string): Promise<boolean> {
  await page.goto(`/rooms/${encodeURIComponent(room)}`);
  const missing = page.getByRole('alert').filter({ hasText: 'There’s no room' });
  await missing.or(page.getByRole('log', { name: 'Messages' })).waitFor();
  return (await missing.count()) === 0;
}

describe('the lobby', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('shows while one types which rooms have that in their name', async () => {
    await page.goto('/');
    await listed(page).first().waitFor();
    await nameBox(page).fill('Film');
    await listed(page).filter({ hasText: 'chess' }).waitFor({ state: 'detached' });
    expect(await listed(page).count()).toBe(1);
    await listed(page).filter({ hasText: 'film-night' }).waitFor();
    await nameBox(page).fill('');
    await listed(page).filter({ hasText: 'chess' }).waitFor();
  });

  it('tells which rooms one is in', async () => {
    await page.goto('/');
    await listed(page).filter({ hasText: 'general' }).getByText('joined').waitFor();
    expect(await listed(page).filter({ hasText: 'chess' }).getByText('joined').count()).toBe(0);
    expect(await listed(page).filter({ hasText: 'book-club' }).getByText('joined').count()).toBe(0);
  });

  it('tells which rooms one is invited to', async () => {
    const ada = await signInOverApi(stage.product.url, ADMINISTRATOR, WORKSPACE_PASSWORD);
    await ada.call('mutation { inviteToRoom(input: { room: "chess", username: "ann" }) { room { id } } }');
    await page.goto('/');
    await listed(page).filter({ hasText: 'chess' }).getByText('invited').waitFor();
  });

  it('joins the room of that name', async () => {
    await page.goto('/');
    await nameBox(page).fill('#Chess');
    await joinButton(page).click();
    await page.waitForURL('**/rooms/chess');
    await composer(page).waitFor();
    await page.goto('/');
    await listed(page).filter({ hasText: 'chess' }).getByText('joined').waitFor();
  });

  it.each(['gneral', 'чат-для-всех', '雑談'])(
    'makes no room of a typo: %s is unknown, and creating it is offered',
    async (typo) => {
      await page.goto('/');
      await nameBox(page).fill(typo);
      await joinButton(page).click();
      await page
        .getByRole('alert')
        .filter({ hasText: `There’s no room “${typo}”` })
        .waitFor();
      await page.getByRole('button', { name: `Create “${typo}”…` }).click();
      expect(await textbox(page, 'Name').inputValue()).toBe(typo);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
      expect(new URL(page.url()).pathname).toBe('/');
      expect(await isThere(page, typo)).toBe(false);
    },
  );

  it('offers to create what is called by several words, under that name', async () => {
    await page.goto('/');
    await nameBox(page).fill('Team Ausflug  2027');
    await joinButton(page).click();
    const told = page.getByRole('alert').filter({ hasText: 'There’s no room “Team Ausflug 2027”' });
    await told.waitFor();
    // It is said once.
    expect(await page.getByText('No room matches').count()).toBe(0);
    expect(await page.getByRole('main').getByRole('heading', { name: 'Rooms' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Create “Team Ausflug 2027”…' }).click();
    await dialog(page).getByText('Its address: Team-Ausflug-2027').waitFor();
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Team Ausflug 2027' }).waitFor();
    await page.goto('/');
    await nameBox(page).fill('Team Ausflug 2027');
    await joinButton(page).click();
    await page.waitForURL('**/rooms/Team-Ausflug-2027');
  });

  it.each(['a/b', '!', 'two! words'])('says of what cannot be a name how names are: %s', async (wrong) => {
    await page.goto('/');
    await nameBox(page).fill(wrong);
    await joinButton(page).click();
    await page.getByRole('alert').filter({ hasText: languages.en.lobby.badName }).waitFor();
    expect(await page.getByText('No room matches').count()).toBe(0);
  });

  it('creates a room with a topic, private, and invites people into it', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Create room' }).click();
    await textbox(page, 'Name').fill('secret-santa');
    await textbox(page, 'Topic').fill('Who gives whom what');
    expect(await dialog(page).getByRole('radio', { name: 'Public', exact: true }).isChecked()).toBe(true);
    await dialog(page).getByRole('radio', { name: 'Private', exact: true }).check();
    const people = dialog(page).getByRole('combobox', { name: 'People to invite' });
    await people.fill('nobody-of-that-name');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await dialog(page).getByRole('alert').filter({ hasText: 'nobody-of-that-name' }).waitFor();
    await people.fill('bo');
    await page.getByRole('option', { name: /bob/ }).first().click();
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await dialog(page).getByRole('list', { name: 'People to invite' }).getByText('bob').waitFor();
    await ann.screenshot('create-room');
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForURL('**/rooms/secret-santa');
    await composer(page).waitFor();
    await page.getByRole('main').getByText('Who gives whom what').first().waitFor();
    await lockIn(page.getByRole('heading', { level: 1 })).waitFor();

    const bob = await stage.enter('bob');
    await signIn(bob.page, 'bob', WORKSPACE_PASSWORD);
    await bob.page.goto('/rooms/secret-santa');
    await bob.page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
    await composer(bob.page).waitFor();
    await bob.context.close();
  });

  it('takes a name of several words for what people see, and says which address the room has', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Create room' }).click();
    await textbox(page, 'Name').fill('Projekt Überraschung');
    await dialog(page).getByText('Its address: Projekt-Überraschung').waitFor();
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Projekt Überraschung' }).waitFor();
    expect(decodeURIComponent(new URL(page.url()).pathname)).toBe('/rooms/Projekt-Überraschung');
  });

  it('shows a lock beside private rooms: in the list and in the switcher', async () => {
    await page.goto('/');
    await lockIn(listed(page).filter({ hasText: 'secret-santa' }).filter({ hasText: 'private' })).waitFor();
    expect(await lockIn(listed(page).filter({ hasText: 'chess' })).count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('s');
    await lockIn(page.getByRole('option', { name: /secret-santa private/ })).waitFor();
    expect(await lockIn(page.getByRole('option', { name: /support/ })).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it.each(['salaries', 'Salaries', 'general'])(
    'says the same of a name that is taken, hidden or not: %s',
    async (taken) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Create room' }).click();
      await textbox(page, 'Name').fill(taken);
      await dialog(page).getByRole('button', { name: 'Create', exact: true }).click();
      await dialog(page).getByRole('alert').filter({ hasText: languages.en.lobby.nameTaken }).waitFor();
      expect(await textbox(page, 'Name').inputValue()).toBe(taken);
      expect(await textbox(page, 'Name').getAttribute('aria-invalid')).toBe('true');
      await page.keyboard.press('Escape');
    },
  );

  it.each([320, 390, 768])('and its dialog fit a window of %i px', async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto('/');
    await nameBox(page).fill('nothing-like-this-is-anywhere-on-this-server');
    await joinButton(page).click();
    await page.getByRole('button', { name: /^Create “nothing/ }).waitFor();
    expect(await overhang(page)).toEqual([]);
    await page.getByRole('button', { name: /^Create “nothing/ }).click();
    await textbox(page, 'Name').waitFor();
    expect(await overhang(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
