import { eventually } from '@confab/runtime/testing/eventually';
import type { CDPSession, Locator, Page } from 'playwright-core';
import type { Stage } from './stage.ts';
import { message, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

/** The operations that a page sends, with the text that each looks for. */
function searchesOf(page: Page): string[] {
  const searches: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql') || request.method() !== 'POST') return;
    const { variables = {} } = JSON.parse(request.postData() ?? '{}') as { variables?: Record<string, unknown> };
    const text = variables['search'] ?? variables['text'];
    if (typeof text === 'string' && text !== '') searches.push(text);
  });
  return searches;
}

describe('a field in which an input method writes', () => {
  let stage: Stage;
  let page: Page;
  let searches: string[];
  let keyboard: CDPSession;

  beforeAll(async () => {
    stage = await openWorkspace();
    const visitor = await stage.enter(VIEWER);
    page = visitor.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    keyboard = await visitor.context.newCDPSession(page);
    await page.clock.install();
    searches = searchesOf(page);
  }, 120_000);
  afterAll(() => stage?.close());

  /** Composes a word letter by letter, each for longer than a search waits, and writes it. */
  async function compose(field: Locator, word: string): Promise<void> {
    await field.focus();
    await page.clock.pauseAt(await page.evaluate('Date.now() + 1_000'));
    for (const text of ['d', 'do', 'don', 'dong']) {
      await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.clock.runFor(1_000);
    }
    expect(searches.filter((text) => text.startsWith('d'))).toEqual([]);
    await keyboard.send('Input.insertText', { text: word });
    // Less than any search waits for somebody who types letter by letter.
    await page.clock.runFor(20);
    await eventually(async () => expect(searches).toContain(word));
    await page.clock.resume();
    searches.length = 0;
  }

  it('searches rooms in the lobby when the word is there, and not before', async () => {
    await page.goto('/');
    const field = page.getByRole('textbox', { name: 'Room name' });
    await field.waitFor();
    await compose(field, '东京');
  });

  it('searches rooms and people in the switcher', async () => {
    await page.keyboard.press('Control+K');
    const field = page.getByRole('combobox', { name: 'Jump to a room or person' });
    await field.waitFor();
    await compose(field, '东京');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'hidden' });
  });

  it('searches messages', async () => {
    await page.keyboard.press('Control+Shift+F');
    const field = page.getByRole('searchbox', { name: 'What to look for' });
    await field.waitFor();
    await compose(field, '东京');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'hidden' });
  });

  it('is left alone by the Enter that Safari sends after a word has ended, by Esc and by the arrows', async () => {
    const enter = { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
    const press = (field: Locator, key: object) => field.dispatchEvent('keydown', { ...enter, ...key });
    await page.goto('/rooms/general');
    const field = page.getByRole('textbox', { name: 'Message', exact: true });
    await field.fill('日本');
    await press(field, {});
    await field.fill('@');
    await page.getByRole('option').first().waitFor();
    await field.press('ArrowDown');
    const chosen = await field.getAttribute('aria-activedescendant');
    for (const key of ['ArrowDown', 'Escape', 'Enter']) await press(field, { key });
    expect(await field.getAttribute('aria-activedescendant')).toBe(chosen);
    expect(await field.inputValue()).toBe('@');
    await field.fill('日本');
    await field.press('Enter');
    await message(page, '日本').waitFor();
    expect(await message(page, '日本').count()).toBe(1);
    await field.press('ArrowUp');
    const editor = page.getByRole('textbox', { name: 'New text' });
    await editor.fill('日本語');
    for (const key of ['Enter', 'Escape']) await press(editor, { key });
    expect(await editor.inputValue()).toBe('日本語');
    await editor.press('Escape');
    await page.keyboard.press('Control+K');
    const switcher = page.getByRole('combobox', { name: 'Jump to a room or person' });
    await switcher.fill('general');
    await page.getByRole('option').first().waitFor();
    for (const key of ['Enter', 'Escape']) await press(switcher, { key });
    expect(await switcher.inputValue()).toBe('general');
    await switcher.press('Escape');
  });

  it('completes mentions', async () => {
    await page.goto('/rooms/general');
    const field = page.getByRole('textbox', { name: 'Message', exact: true });
    await field.waitFor();
    await field.fill('@');
    await compose(field, '佐');
  });
});
