import type { Page } from 'playwright-core';
import { type ApiUser, signInOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

describe('people', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let bob: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    bob = await signInOverApi(stage.product.url, 'bob', WORKSPACE_PASSWORD);
    ann = await stage.enter(VIEWER);
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 120_000);
  afterAll(() => stage?.close());

  const navigation = () => page.getByRole('navigation', { name: 'Rooms and people' });
  const profile = () => page.getByRole('dialog', { name: 'Profile' });
  const rename = (who: ApiUser, displayName: string) =>
    who.call('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }', {
      input: { displayName },
    });

  it('are called by their display names in the log, the quotes, the reactions, the notices and the typing line', async () => {
    const id = await bob.post('general', 'the kettle is on');
    await bob.post('general', 'so come over', id);
    await bob.react(id, '👍');
    await openRoom(page, 'general');
    const kettle = message(page, 'the kettle is on').first();
    await kettle.getByRole('button', { name: 'Bob Okafor', exact: true }).waitFor();
    await kettle.getByRole('button', { name: /1 reaction: Bob Okafor/ }).waitFor();
    const quote = message(page, 'so come over').getByRole('button', { name: /In reply to Bob Okafor/ });
    await quote.waitFor();
    expect(await kettle.getAttribute('aria-label')).toMatch(/^Bob Okafor, /);
    await bob.call('mutation { setTyping(input: { room: "general", typing: true }) }');
    await page.getByText('Bob Okafor is typing…').waitFor();
    await bob.leave('general');
    await log(page).getByText('Bob Okafor left').waitFor();
    await bob.join('general');
    await log(page)
      .getByText('Bob Okafor joined')
      .or(log(page).getByText('Bob Okafor left · Bob Okafor joined'))
      .waitFor();
  });

  it('are called by them in the navigation, in a conversation and in what is told of a private message', async () => {
    await openRoom(page, 'general');
    await bob.write(VIEWER, 'a word in private');
    await page.getByText('Bob Okafor wrote to you: a word in private').waitFor();
    await navigation()
      .getByRole('link', { name: /Bob Okafor/ })
      .click();
    await page.waitForURL('**/direct/bob');
    await page.getByRole('heading', { level: 1, name: 'Bob Okafor' }).waitFor();
    expect(await page.title()).toContain('Bob Okafor');
    await composer(page).waitFor();
  });

  it.each(['okafor', 'OKA', 'bob'])('are found in the switcher by any part of both names: %s', async (typed) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(typed);
    await page.getByRole('option', { name: /^Bob Okafor/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  it.each(['nunez', 'Méndez', 'carla'])('complete a mention by any word of both names: %s', async (typed) => {
    await openRoom(page, 'general');
    await composer(page).fill('');
    await composer(page).pressSequentially(`ask @${typed}`);
    const option = page.getByRole('option', { name: 'Carla Méndez-Núñez' });
    await option.waitFor();
    expect(await option.textContent()).toContain('carla');
    await composer(page).press('Tab');
    expect(await composer(page).inputValue()).toBe('ask @carla ');
    await composer(page).fill('');
  });

  it('have their new name at once where they changed it, without a reload', async () => {
    await openRoom(page, 'general');
    await say(page, 'signed with my name');
    await message(page, 'signed with my name').getByText('Ann Sørensen').first().waitFor();
    await page.evaluate('globalThis.sameDocument = true');
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'Display name' }).fill('Dr. Sørensen');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Account: Dr. Sørensen' }).waitFor();
    await navigation()
      .getByRole('link', { name: /^general/ })
      .click();
    await message(page, 'signed with my name').getByText('Dr. Sørensen').first().waitFor();
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
  });

  it('have their new name at once wherever others see them: on what they wrote, among the members, in the navigation', async () => {
    await openRoom(page, 'general');
    await page.getByRole('button', { name: 'Members', exact: true }).click();
    const members = page.getByRole('list', { name: 'Members' });
    for (const [from, to] of [
      ['Bob Okafor', 'Robert Okafor'],
      ['Robert Okafor', 'Bob Okafor'],
    ] as const) {
      const places = (name: string) => [
        message(page, 'so come over').getByRole('button', { name, exact: true }),
        members.getByRole('button', { name, exact: true }),
        navigation().getByRole('link', { name: new RegExp(`^${name}`) }),
      ];
      for (const place of places(from)) await place.first().waitFor();
      await rename(bob, to);
      for (const place of places(to)) await place.first().waitFor({ timeout: 5_000 });
    }
    await page.getByRole('button', { name: 'Members', exact: true }).click();
  });

  it('are told apart by their usernames where two are called the same', async () => {
    const jan = await signInOverApi(stage.product.url, 'jan', WORKSPACE_PASSWORD);
    await jan.join('general');
    await rename(jan, 'Bob Okafor');
    await jan.post('general', 'it is me, Bob');
    await openRoom(page, 'general');
    await message(page, 'it is me, Bob').getByRole('button', { name: 'Bob Okafor jan' }).waitFor();
    await message(page, 'so come over').getByRole('button', { name: 'Bob Okafor bob', exact: true }).waitFor();
    await rename(jan, 'Jan');
  });

  describe('the profile', () => {
    beforeEach(() => openRoom(page, 'general'));

    const openers = [
      ['a name in the log', () => message(page, 'so come over').getByRole('button', { name: /^Bob Okafor/ })],
      ['a face in the log', () => message(page, 'the kettle is on').first().locator('[data-profile="bob"]')],
    ] as const;

    it.each(openers)(
      'opens with a click on %s, and leaves the room and the composer as they are',
      async (_, opener) => {
        await composer(page).fill('half a sentence');
        await opener().first().click();
        await profile().getByRole('heading', { name: 'Bob Okafor' }).waitFor();
        await profile().getByText('bob', { exact: true }).waitFor();
        await profile().getByText('Member', { exact: true }).waitFor();
        await profile()
          .getByText(/^(online|offline|last seen)/)
          .waitFor();
        for (const name of ['Message', 'Mention', 'Whisper', 'Block'])
          await profile().getByRole('button', { name, exact: true }).waitFor();
        expect(new URL(page.url()).pathname).toBe('/rooms/general');
        expect(await page.locator('textarea').inputValue()).toBe('half a sentence');
        await page.keyboard.press('Escape');
        await profile().waitFor({ state: 'detached' });
        await composer(page).fill('');
      },
    );

    it('gives the focus back to the name that opened it by keys', async () => {
      const name = message(page, 'so come over').getByRole('button', { name: /^Bob Okafor/ });
      await message(page, 'so come over').focus();
      await name.focus();
      await page.keyboard.press('Enter');
      await profile().getByRole('button', { name: 'Message', exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await profile().waitFor({ state: 'detached' });
      expect(await hasFocus(name)).toBe(true);
    });

    it('opens with a mention of somebody; a name that nobody has is text', async () => {
      await say(page, 'thanks @bob, and thanks @nobody-at-all');
      const thanks = message(page, 'thanks @bob').last();
      await thanks.getByText('@bob', { exact: true }).click();
      await profile().getByRole('heading', { name: 'Bob Okafor' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await thanks.getByRole('link').allInnerTexts()).toEqual(['@bob']);
    });

    const typedBy = (button: string, before: string, after: string) => [button, before, after] as const;
    it.each([
      typedBy('Mention', 'hello', 'hello @bob '),
      typedBy('Mention', '', '@bob '),
      typedBy('Whisper', '', '/pm bob '),
      typedBy('Whisper', 'psst', '/pm bob psst'),
    ])('“%s” goes on with what is typed: %j', async (button, before, after) => {
      await composer(page).fill(before);
      await message(page, 'so come over')
        .getByRole('button', { name: /^Bob Okafor/ })
        .click();
      await profile().getByRole('button', { name: button, exact: true }).click();
      await profile().waitFor({ state: 'detached' });
      expect(await composer(page).inputValue()).toBe(after);
      expect(await hasFocus(composer(page))).toBe(true);
      await page.keyboard.type('!');
      expect(await composer(page).inputValue()).toBe(`${after}!`);
      await composer(page).fill('');
    });

    it('“Message” leads to the conversation', async () => {
      await message(page, 'so come over')
        .getByRole('button', { name: /^Bob Okafor/ })
        .click();
      await profile().getByRole('button', { name: 'Message', exact: true }).click();
      await page.waitForURL('**/direct/bob');
      await page.getByRole('heading', { level: 1 }).getByRole('button', { name: 'Bob Okafor' }).click();
      await profile().getByRole('heading', { name: 'Bob Okafor' }).waitFor();
      await page.keyboard.press('Escape');
    });

    it('shows oneself without what one does about others', async () => {
      await page
        .getByRole('list', { name: 'Here now' })
        .getByRole('button', { name: 'Dr. Sørensen', exact: true })
        .click();
      await profile().getByText('This is you.').waitFor();
      await profile().getByText('online', { exact: true }).waitFor();
      expect(await profile().getByRole('button', { name: 'Whisper' }).count()).toBe(0);
      await page.keyboard.press('Escape');
    });
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
