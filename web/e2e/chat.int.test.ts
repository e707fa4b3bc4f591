import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, createAccount, enterRoom, log, message, say, signInByForm } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

describe('two people in the browser', () => {
  let stage: Stage;
  let dora: Visitor;
  let erik: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    [dora, erik] = await Promise.all([stage.enter('dora'), stage.enter('erik')]);
  }, 60_000);
  afterAll(() => stage?.close());

  it('register and come to the lobby', async () => {
    await dora.page.goto('/login');
    await dora.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await dora.screenshot('login');
    await createAccount(dora.page, 'dora', PASSWORD);
    await createAccount(erik.page, 'erik', PASSWORD);
    await dora.screenshot('lobby-empty');
  });

  it('meet in a room that one creates and the other finds in the list', async () => {
    await enterRoom(dora.page, 'tea');
    const rooms = erik.page.getByRole('list', { name: 'Rooms' });
    await rooms.getByRole('link', { name: /^tea/ }).waitFor();
    await erik.screenshot('lobby');
    await enterRoom(erik.page, 'tea');
    for (const { page } of [dora, erik]) {
      const here = page.getByRole('list', { name: 'Here now' });
      await here.getByRole('button', { name: 'erik' }).waitFor();
      await here.getByRole('button', { name: 'dora' }).waitFor();
      await page.getByRole('heading', { name: 'Here now (2 people)' }).waitFor();
    }
  });

  it('chat, with the focus in the input', async () => {
    expect(await hasFocus(composer(dora.page))).toBe(true);
    await say(dora.page, 'Hello, Erik!');
    await message(erik.page, 'Hello, Erik!').waitFor();
    await say(erik.page, 'Hi Dora <b>bold?</b>');
    await message(dora.page, 'Hi Dora <b>bold?</b>').waitFor();
    expect(await log(dora.page).locator('b').count()).toBe(0);
    await dora.screenshot('room');
  });

  it('get a hint for a command that cannot be meant, and keep what they typed', async () => {
    for (const line of ['/nonsense', '/pm erik', '/pm nobody hello']) {
      await say(dora.page, line);
      await dora.page.getByRole('alert').or(dora.page.getByRole('status')).filter({ hasText: /\S/ }).first().waitFor();
      expect(await composer(dora.page).inputValue()).toBe(line);
    }
    await dora.screenshot('hint');
    await composer(dora.page).fill('');
  });

  it('whisper with /pm, and find it again after a reload', async () => {
    await say(dora.page, '/pm erik between the two of us');
    await erik.page.goto('/direct/dora');
    await message(erik.page, 'between the two of us').waitFor();
    await erik.page.reload();
    await message(erik.page, 'between the two of us').waitFor();
    await erik.screenshot('direct');
    await say(erik.page, 'our secret');
    await dora.page.goto('/direct/erik');
    await message(dora.page, 'our secret').waitFor();
  });

  it('see in their private conversation how far a message has come, and where the unread ones begin', async () => {
    const unread = log(erik.page).getByText('New messages', { exact: true });
    const came = (state: string) => message(dora.page, 'are you there?').getByText(state, { exact: true }).waitFor();
    await message(dora.page, 'between the two of us').getByText('Read', { exact: true }).waitFor();
    await erik.page.reload();
    await message(erik.page, 'our secret').waitFor();
    expect(await unread.count()).toBe(0);
    await erik.page.goto('about:blank');
    await say(dora.page, 'are you there?');
    await came('Sent');
    await erik.page.goto('/');
    await came('Delivered');
    const people = erik.page.getByRole('navigation', { name: 'Rooms and people' });
    await people.getByRole('link', { name: /^dora.*1 unread message/ }).click();
    await unread.waitFor();
    const shown = (await log(erik.page).textContent()) ?? '';
    expect(shown.indexOf('our secret')).toBeLessThan(shown.indexOf('New messages'));
    expect(shown.indexOf('New messages')).toBeLessThan(shown.indexOf('are you there?'));
    await came('Read');
    await erik.screenshot('direct-unread');
  });

  it('see there who types, and what the other one edits', async () => {
    await composer(erik.page).pressSequentially('I am');
    await dora.page.getByText('erik is typing…').waitFor();
    await composer(erik.page).press('Enter');
    await message(dora.page, 'I am').waitFor();
    await dora.page.getByText('erik is typing…').waitFor({ state: 'detached' });
    await composer(dora.page).press('ArrowUp');
    const editor = dora.page.getByRole('textbox', { name: 'New text' });
    await editor.fill('are you there, Erik?');
    await editor.press('Enter');
    await message(erik.page, 'are you there, Erik?').getByText('(edited)').waitFor();
    expect(await message(erik.page, 'are you there?').count()).toBe(0);
  });

  it('are told there only of the commands that mean something there', async () => {
    await say(dora.page, '/help');
    const commands = dora.page.getByLabel('Commands');
    await commands.waitFor();
    expect(await commands.getByRole('term').allInnerTexts()).toEqual(['/pm user text', '/me text', '/help']);
    await dora.page.keyboard.press('Escape');
  });

  it('lose the network and catch up, complete and in order, without a reload', async () => {
    await enterRoom(dora.page, 'tea');
    await enterRoom(erik.page, 'tea');
    await erik.context.setOffline(true);
    const lines = Array.from({ length: 20 }, (_, i) => `while you were away ${i + 1}.`);
    for (const line of lines) {
      await say(dora.page, line);
      await message(dora.page, line).waitFor();
    }
    await erik.screenshot('offline');
    expect(await message(erik.page, lines[0] as string).count()).toBe(0);
    await erik.context.setOffline(false);
    await message(erik.page, lines.at(-1) as string).waitFor({ timeout: 40_000 });
    const seen = await log(erik.page).getByRole('article').allInnerTexts();
    const away = seen.flatMap((text) => /while you were away \d+\./.exec(text) ?? []);
    expect(away).toEqual(lines);
    await erik.screenshot('caught-up');
  }, 90_000);

  it('are still signed in after a reload, and can sign in elsewhere', async () => {
    await dora.page.goto('/');
    await dora.page.reload();
    await dora.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    const phone = await stage.enter('dora', { viewport: { width: 360, height: 640 } });
    await signInByForm(phone.page, 'dora', PASSWORD);
    await enterRoom(phone.page, 'tea');
    await message(phone.page, 'while you were away 20.').waitFor();
    await phone.screenshot('phone');
    await phone.context.close();
  });

  it('never had an error on the page', () => {
    expect({ dora: dora.complaints, erik: erik.complaints }).toEqual({ dora: [], erik: [] });
  });
});
