import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import { openStage, type Stage } from './stage.ts';
import { composer, createAccount, enterRoom, log, message, say, signIn } from './steps.ts';

describe('two people in the browser', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    stage = await openStage();
    [ann, bob] = await Promise.all([stage.enter('ann'), stage.enter('bob')]);
  }, 60_000);
  afterAll(() => stage?.close());

  it('register and come to the lobby', async () => {
    await ann.page.goto('/login');
    await ann.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await ann.screenshot('login');
    await createAccount(ann.page, 'ann', PASSWORD);
    await createAccount(bob.page, 'bob', PASSWORD);
    await ann.screenshot('lobby-empty');
  });

  it('meet in a room that one creates and the other finds in the list', async () => {
    await enterRoom(ann.page, 'tea');
    const rooms = bob.page.getByRole('list', { name: 'Rooms' });
    await rooms.getByRole('link', { name: /^tea/ }).waitFor();
    await bob.screenshot('lobby');
    await enterRoom(bob.page, 'tea');
    for (const { page } of [ann, bob]) {
      const here = page.getByRole('list', { name: 'Here now' });
      await here.getByRole('button', { name: 'bob' }).waitFor();
      await here.getByRole('button', { name: 'ann' }).waitFor();
      await page.getByRole('heading', { name: 'Here now 2' }).waitFor();
    }
  });

  it('chat, with the focus in the input', async () => {
    expect(await hasFocus(composer(ann.page))).toBe(true);
    await say(ann.page, 'Hello, Bob!');
    await message(bob.page, 'Hello, Bob!').waitFor();
    await say(bob.page, 'Hi Ann <b>bold?</b>');
    await message(ann.page, 'Hi Ann <b>bold?</b>').waitFor();
    expect(await log(ann.page).locator('b').count()).toBe(0);
    await ann.screenshot('room');
  });

  it('get a hint for a command that cannot be meant, and keep what they typed', async () => {
    for (const line of ['/nonsense', '/pm bob', '/pm nobody hello']) {
      await say(ann.page, line);
      await ann.page.getByRole('alert').or(ann.page.getByRole('status')).filter({ hasText: /\S/ }).first().waitFor();
      expect(await composer(ann.page).inputValue()).toBe(line);
    }
    await ann.screenshot('hint');
    await composer(ann.page).fill('');
  });

  it('whisper with /pm, and find it again after a reload', async () => {
    await say(ann.page, '/pm bob between the two of us');
    await bob.page.goto('/direct/ann');
    await message(bob.page, 'between the two of us').waitFor();
    await bob.page.reload();
    await message(bob.page, 'between the two of us').waitFor();
    await bob.screenshot('direct');
    await say(bob.page, 'our secret');
    await ann.page.goto('/direct/bob');
    await message(ann.page, 'our secret').waitFor();
  });

  it('see in their private conversation how far a message has come, and where the unread ones begin', async () => {
    const unread = log(bob.page).getByText('New messages', { exact: true });
    const came = (state: string) => message(ann.page, 'are you there?').getByText(state, { exact: true }).waitFor();
    await message(ann.page, 'between the two of us').getByText('Read', { exact: true }).waitFor();
    await bob.page.reload();
    await message(bob.page, 'our secret').waitFor();
    expect(await unread.count()).toBe(0);
    await bob.page.goto('about:blank');
    await say(ann.page, 'are you there?');
    await came('Sent');
    await bob.page.goto('/');
    await came('Delivered');
    const people = bob.page.getByRole('navigation', { name: 'Rooms and people' });
    await people.getByRole('link', { name: /^ann.*1 unread message/ }).click();
    await unread.waitFor();
    const shown = (await log(bob.page).textContent()) ?? '';
    expect(shown.indexOf('our secret')).toBeLessThan(shown.indexOf('New messages'));
    expect(shown.indexOf('New messages')).toBeLessThan(shown.indexOf('are you there?'));
    await came('Read');
    await bob.screenshot('direct-unread');
  });

  it('see there who types, and what the other one edits', async () => {
    await composer(bob.page).pressSequentially('I am');
    await ann.page.getByText('bob is typing…').waitFor();
    await composer(bob.page).press('Enter');
    await message(ann.page, 'I am').waitFor();
    await ann.page.getByText('bob is typing…').waitFor({ state: 'detached' });
    await composer(ann.page).press('ArrowUp');
    const editor = ann.page.getByRole('textbox', { name: 'New text' });
    await editor.fill('are you there, Bob?');
    await editor.press('Enter');
    await message(bob.page, 'are you there, Bob?').getByText('(edited)').waitFor();
    expect(await message(bob.page, 'are you there?').count()).toBe(0);
  });

  it('are told there only of the commands that mean something there', async () => {
    await say(ann.page, '/help');
    const commands = ann.page.getByLabel('Commands');
    await commands.waitFor();
    expect(await commands.getByRole('term').allInnerTexts()).toEqual(['/pm user text', '/me text', '/help']);
    await ann.page.keyboard.press('Escape');
  });

  it('lose the network and catch up, complete and in order, without a reload', async () => {
    await enterRoom(ann.page, 'tea');
    await enterRoom(bob.page, 'tea');
    await bob.context.setOffline(true);
    const lines = Array.from({ length: 20 }, (_, i) => `while you were away ${i + 1}.`);
    for (const line of lines) {
      await say(ann.page, line);
      await message(ann.page, line).waitFor();
    }
    await bob.screenshot('offline');
    expect(await message(bob.page, lines[0] as string).count()).toBe(0);
    await bob.context.setOffline(false);
    await message(bob.page, lines.at(-1) as string).waitFor({ timeout: 40_000 });
    const seen = await log(bob.page).getByRole('article').allInnerTexts();
    const away = seen.flatMap((text) => /while you were away \d+\./.exec(text) ?? []);
    expect(away).toEqual(lines);
    await bob.screenshot('caught-up');
  }, 90_000);

  it('are still signed in after a reload, and can sign in elsewhere', async () => {
    await ann.page.goto('/');
    await ann.page.reload();
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    const phone = await stage.enter('ann', { viewport: { width: 360, height: 640 } });
    await signIn(phone.page, 'ann', PASSWORD);
    await enterRoom(phone.page, 'tea');
    await message(phone.page, 'while you were away 20.').waitFor();
    await phone.screenshot('phone');
    await phone.context.close();
  });

  it('never had an error on the page', () => {
    expect({ ann: ann.complaints, bob: bob.complaints }).toEqual({ ann: [], bob: [] });
  });
});
