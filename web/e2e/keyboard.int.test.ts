import { eventually } from '@confab/runtime/testing/eventually';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { focused, hasFocus, tabTo } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, message } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

describe('by keyboard alone', () => {
  let stage: Stage;
  let bob: ApiUser;
  let dora: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    bob = await stage.user('bob');
    dora = await stage.enter('dora');
    await dora.page.goto('/');
  }, 60_000);
  afterAll(() => stage?.close());

  it('one creates an account', async () => {
    const { page } = dora;
    const username = page.getByRole('textbox', { name: 'Username' });
    await focused(username);
    await tabTo(page, page.getByRole('button', { name: 'Create account' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Create your account' }).waitFor();
    await focused(username);
    await page.keyboard.type('dora');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lobby' }).waitFor();
  });

  it('makes a room and writes in it', async () => {
    const { page } = dora;
    await focused(page.getByRole('textbox', { name: 'Room name' }));
    await page.keyboard.type('tea');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Create “tea”…' }));
    await page.keyboard.press('Enter');
    await focused(page.getByRole('dialog').getByRole('textbox', { name: 'Name' }));
    await page.keyboard.press('Enter');
    await focused(composer(page));
    await page.keyboard.type('Hello');
    await page.keyboard.press('Enter');
    await message(page, 'Hello').waitFor();
    expect(await hasFocus(composer(page))).toBe(true);
  });

  it('walks through the messages, one tab stop for all of them', async () => {
    const { page } = dora;
    await bob.join('tea');
    await bob.post('tea', 'first of Bob');
    await bob.post('tea', 'second of Bob');
    await message(page, 'second of Bob').waitFor();
    const inLog = () => log(page).evaluate((element) => element.contains(element.ownerDocument.activeElement));
    await composer(page).press('Shift+Tab');
    expect(await inLog()).toBe(true);
    const spoken = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label")');
    for (const [key, text] of [
      // Tab leads to the message that was the last when the row that it led to was drawn anew.
      ['Home', /: Hello$/],
      ['ArrowDown', /: first of Bob$/],
      ['ArrowDown', /: second of Bob$/],
      ['ArrowUp', /: first of Bob$/],
    ] as const) {
      await page.keyboard.press(key);
      await eventually(async () => expect(await spoken()).toMatch(text));
    }
    await page.keyboard.press('Home');
    await eventually(async () => expect(await spoken()).toMatch(/: Hello$/));
    await page.keyboard.press('End');
    await eventually(async () => expect(await spoken()).toMatch(/: second of Bob$/));
    await page.keyboard.press('Tab');
    expect(await inLog()).toBe(false);
  });

  it('writes to somebody privately, found with Ctrl+K', async () => {
    const { page } = dora;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Jump to a room or person' }).waitFor();
    await page.keyboard.type('bob');
    await page.getByRole('option', { name: /^Bob/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/direct/bob');
    await focused(composer(page));
    await page.keyboard.type('psst');
    await page.keyboard.press('Enter');
    await message(page, 'psst').waitFor();
  });

  it('skips the navigation', async () => {
    const { page } = dora;
    await page.goto('/rooms/tea');
    await composer(page).waitFor();
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await tabTo(page, skip);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('main').evaluate((main) => main.contains(main.ownerDocument.activeElement))).toBe(true);
  });

  it('chooses a theme and signs out', async () => {
    const { page } = dora;
    const account = page.getByRole('button', { name: 'Account: dora' });
    await tabTo(page, account);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('radio', { name: 'System' }));
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('html', 'data-theme')).toBe('light');
    await page.keyboard.press('Escape');
    await focused(account);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  });

  it('signs in again, after a mistake that is told', async () => {
    const { page } = dora;
    const password = page.getByRole('textbox', { name: 'Password' });
    await focused(page.getByRole('textbox', { name: 'Username' }));
    await page.keyboard.type('dora');
    await tabTo(page, password);
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
    await tabTo(page, password);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lobby' }).waitFor();
  });

  it('never has an error on the page', () => {
    expect(dora.complaints).toEqual([]);
  });
});
