import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { expectBanned, expectRemoved } from './removal.ts';
import type { Stage } from './stage.ts';
import { composer, enterRoom, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const option = (page: Page, name: string | RegExp) =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name });
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').allInnerTexts();
const typed = (page: Page) => composer(page).inputValue();
const alert = (page: Page, text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

describe('the composer', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    const owner = await stage.user('ann');
    bob = await stage.user('bob');
    await stage.user('bonnie');
    for (const room of ['tea', 'teapots']) await owner.createRoom(room);
    await bob.join('tea');
    ann = await stage.enter('ann', { permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn(ann.page, 'ann', PASSWORD);
    await enterRoom(ann.page, 'tea');
  }, 60_000);
  afterAll(() => stage?.close());
  beforeEach(() => composer(ann.page).fill(''));

  it('sends with Enter, breaks the line with Shift+Enter, and keeps the lines of what is pasted', async () => {
    const { page } = ann;
    await composer(page).pressSequentially('first line');
    await composer(page).press('Shift+Enter');
    await page.evaluate(`navigator.clipboard.writeText('second line\\r\\nthird line')`);
    await composer(page).press('Control+v');
    expect(await typed(page)).toBe('first line\nsecond line\nthird line');
    await composer(page).press('Enter');
    await message(page, 'second line').waitFor();
    expect(await typed(page)).toBe('');
    expect(await message(page, 'first line').allInnerTexts()).toEqual([
      expect.stringContaining('first line\nsecond line\nthird line'),
    ]);
    await eventually(async () => expect(await bob.messages('tea')).toEqual(['first line\nsecond line\nthird line']));
  });

  it('completes users with the keyboard, and says which one is chosen', async () => {
    const { page } = ann;
    await composer(page).pressSequentially('ask @bo');
    await option(page, 'bonnie').waitFor();
    expect(await options(page)).toEqual(['Bob Okafor\nbob', 'bonnie']);
    await ann.screenshot('composer-users');
    const active = async () => page.locator(`[id="${await composer(page).getAttribute('aria-activedescendant')}"]`);
    expect(await (await active()).textContent()).toMatch(/^Bob Okafor/);
    await composer(page).press('ArrowDown');
    expect(await (await active()).textContent()).toBe('bonnie');
    expect(await (await active()).getAttribute('aria-selected')).toBe('true');
    await composer(page).press('ArrowDown');
    await composer(page).press('Enter');
    expect(await typed(page)).toBe('ask @bob ');
    expect(await page.getByRole('listbox', { name: 'Suggestions' }).count()).toBe(0);
    expect(await composer(page).getAttribute('aria-activedescendant')).toBeNull();
  });

  it('means the best name with Enter, also where the server knows a better one, unless one went to another', async () => {
    const { page } = ann;
    const selected = async () => page.getByRole('option', { selected: true }).allInnerTexts();
    await composer(page).pressSequentially('@an');
    await option(page, /^Annika/).waitFor();
    expect(await selected()).toEqual((await options(page)).slice(0, 1));
    await composer(page).fill('');
    let answer = () => {};
    const waits = new Promise<void>((resolve) => (answer = resolve));
    await intercept(page, 'CompleteUser', (route) => waits.then(() => route.continue()));
    await composer(page).pressSequentially('@an');
    await option(page, /^Nagy Zoltán/).waitFor();
    await composer(page).press('ArrowDown');
    const chosen = await selected();
    answer();
    await option(page, /^Annika/).waitFor();
    expect(await selected()).toEqual(chosen);
    await letThrough(page);
  });

  it('offers oneself behind all others for a mention, and not at all for a command', async () => {
    const { page } = ann;
    await composer(page).pressSequentially('@ann');
    await option(page, /^Annika/).waitFor();
    expect((await options(page)).at(-1)).toBe('Ann Sørensen\nann');
    await composer(page).fill('');
    await composer(page).pressSequentially('/pm ann');
    await option(page, /^Annika/).waitFor();
    expect(await options(page)).not.toContain('Ann Sørensen\nann');
  });

  it('completes rooms, emoji and commands; Esc leaves the text as it is', async () => {
    const { page } = ann;
    await composer(page).pressSequentially('see #teap');
    await option(page, 'teapots').click();
    expect(await typed(page)).toBe('see #teapots ');
    await composer(page).pressSequentially(':tada');
    await option(page, /🎉/).waitFor();
    await composer(page).press('Tab');
    expect(await typed(page)).toBe('see #teapots 🎉 ');
    await composer(page).fill('');
    await composer(page).pressSequentially('/t');
    await option(page, /topic text/).waitFor();
    await composer(page).press('Escape');
    expect(await options(page)).toEqual([]);
    expect(await typed(page)).toBe('/t');
    await composer(page).pressSequentially('o');
    await composer(page).press('Tab');
    expect(await typed(page)).toBe('/topic ');
    await page.getByText('Changes the room’s topic').waitFor();
  });

  it('sends what is complete already with one Enter', async () => {
    const { page } = ann;
    await composer(page).pressSequentially('hello @bob');
    await option(page, 'bob').waitFor();
    await composer(page).press('Enter');
    await message(page, 'hello @bob').waitFor();
  });

  it('lists the commands, says what is missing in one, and sends none of that', async () => {
    const { page } = ann;
    await say(page, '/help');
    await page.getByLabel('Commands').waitFor();
    expect(await page.getByLabel('Commands').getByRole('term').allInnerTexts()).toEqual([
      '/pm user text',
      '/me text',
      '/topic text',
      '/invite user',
      '/kick user [reason]',
      '/ban user [reason]',
      '/help',
    ]);
    expect(await page.getByLabel('Commands').getByRole('definition').allInnerTexts()).toEqual([
      'Sends a private message',
      'Says what you’re doing',
      'Changes the room’s topic',
      'Invites someone to the room',
      'Removes someone from the room',
      'Bans someone from the room',
      'Lists the commands',
    ]);
    await ann.screenshot('composer-help');
    for (const [line, hint] of [
      ['/nonsense', 'There’s no command /nonsense'],
      ['/pm bob', 'Add your message: /pm bob text'],
      ['/kick', 'Add a username: /kick user'],
      ['/invite nobody', 'There’s no user “nobody”.'],
      ['/topic', 'Add the topic'],
      ['/me', 'Say what you’re doing'],
    ] as const) {
      await say(page, line);
      await alert(page, hint).waitFor();
      expect(await typed(page)).toBe(line);
    }
    expect(
      await log(page)
        .getByText(/nonsense|nobody/)
        .count(),
    ).toBe(0);
  });

  it('changes the topic, invites, removes and bans, which those who are meant see', async () => {
    const { page } = ann;
    const others = await Promise.all([stage.enter('bob'), stage.enter('bonnie')]);
    const [bob, bonnie] = others;
    for (const { page, name } of others) await signIn(page, name, PASSWORD);
    await openRoom(bob.page, 'tea');
    await say(page, '/topic Green, black and white');
    await bob.page.getByText('Green, black and white').first().waitFor();
    await say(page, '/invite bonnie');
    await page.getByRole('status').filter({ hasText: 'bonnie was invited.' }).waitFor();
    await bonnie.page.getByText('Ann Sørensen invited you to tea').waitFor();
    const invitations = bonnie.page.getByRole('list', { name: 'Invitations' });
    const invited = invitations.getByRole('listitem').filter({ has: bonnie.page.getByRole('link', { name: /^tea/ }) });
    await invited.getByRole('button', { name: 'Join', exact: true }).click();
    await composer(bonnie.page).waitFor();
    for (const [line, told] of [
      ['/invite bonnie', 'bonnie is already in this room.'],
      ['/invite BOB', 'Bob Okafor is already in this room.'],
    ] as const) {
      await say(page, line);
      await alert(page, told).waitFor();
      expect(await typed(page)).toBe(line);
    }
    await say(page, '/kick bob too loud');
    await page
      .getByRole('status')
      .filter({ hasText: /^Bob Okafor.* was removed from the room\.$/ })
      .waitFor();
    await log(page).getByText('bonnie joined · Bob Okafor removed').waitFor();
    await expectRemoved(bob.page, 'tea');
    await say(page, '/ban bonnie');
    await page.getByRole('status').filter({ hasText: 'bonnie was banned from the room.' }).waitFor();
    await expectBanned(bonnie.page, 'tea');
    expect(await typed(page)).toBe('');
    expect(others.flatMap(({ complaints }) => complaints)).toEqual([]);
    await Promise.all(others.map(({ context }) => context.close()));
  });

  it('shows what /me says as what somebody does', async () => {
    const { page } = ann;
    await say(page, '/me waves');
    await log(page)
      .getByRole('article')
      .filter({ hasText: /Ann Sørensen\s+waves/ })
      .waitFor();
  });

  it('keeps a draft for each room, over a reload', async () => {
    const { page } = ann;
    await composer(page).fill('for the tea room');
    await enterRoom(page, 'teapots');
    expect(await typed(page)).toBe('');
    await composer(page).fill('for the pots');
    await page.reload();
    await eventually(async () => expect(await typed(page)).toBe('for the pots'));
    await composer(page).fill('');
    await enterRoom(page, 'tea');
    expect(await typed(page)).toBe('for the tea room');
  });

  it('edits the last own message with ↑ in an empty input only', async () => {
    const { page } = ann;
    await say(page, 'a mistkae');
    await message(page, 'a mistkae').waitFor();
    await composer(page).fill('not empty');
    await composer(page).press('ArrowUp');
    expect(await page.getByRole('textbox', { name: 'New text' }).count()).toBe(0);
    await composer(page).fill('');
    await composer(page).press('ArrowUp');
    const editor = page.getByRole('textbox', { name: 'New text' });
    await editor.fill('a mistake');
    await editor.press('Enter');
    await message(page, 'a mistake').waitFor();
  });

  it('counts characters near the limit, and refuses more', async () => {
    const { page } = ann;
    await composer(page).fill('😀'.repeat(3_599));
    expect(await page.getByText(/of 4,000 characters/).count()).toBe(0);
    await composer(page).fill('😀'.repeat(3_600));
    await page.getByText('3,600 of 4,000 characters').waitFor();
    await say(page, 'x'.repeat(4_001));
    await alert(page, 'this one has 4,001').waitFor();
    await ann.screenshot('composer-too-long');
  });

  it('tells the others who is typing, and not that somebody writes a command', async () => {
    const { page } = ann;
    const carl = await stage.enter('carl');
    await stage.user('carl');
    await signIn(carl.page, 'carl', PASSWORD);
    await enterRoom(carl.page, 'tea');
    const dora = await stage.user('dora');
    await dora.join('tea');
    await composer(carl.page).fill('hm');
    await page.getByText('carl is typing…').waitFor();
    const live = page.locator('[aria-live], [role=status], [role=alert], [role=log]').filter({ hasText: 'is typing' });
    expect(await live.count()).toBe(0);
    await dora.call('mutation { setTyping(input: { room: "tea", typing: true }) }');
    await page.getByText('carl and dora are typing…').waitFor();
    await composer(carl.page).fill('/pm ann hm');
    await page.getByText('carl and dora are typing…').waitFor({ state: 'detached' });
    await carl.context.close();
  });

  it('begins a private message with “Whisper” in the profile of who is here', async () => {
    const { page } = ann;
    const eve = await stage.enter('eve');
    await stage.user('eve');
    await signIn(eve.page, 'eve', PASSWORD);
    await enterRoom(eve.page, 'tea');
    await composer(page).fill('psst');
    await page.getByRole('list', { name: 'Here now' }).getByRole('button', { name: 'eve' }).click();
    expect(await page.locator('textarea').inputValue()).toBe('psst');
    await page.getByRole('dialog', { name: 'Profile' }).getByRole('button', { name: 'Whisper' }).click();
    expect(await typed(page)).toBe('/pm eve psst');
    await composer(page).press('Enter');
    await eve.page
      .getByRole('navigation', { name: 'Rooms and people' })
      .getByRole('link', { name: /^Ann Sørensen/ })
      .waitFor();
    await eve.context.close();
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
