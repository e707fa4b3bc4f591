import { eventually } from '@confab/runtime/testing/eventually';
import type { CDPSession, Locator, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { focused, hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, say, signIn } from './steps.ts';
import { openLayers } from './views/view.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

interface Deed {
  what: string;
  done(page: Page): Promise<void>;
}

const lastRow = (page: Page): Locator => log(page).getByRole('article').last();
const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar').getByRole('button', { name, exact: true });
const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'New text' });
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

async function pointAt(row: Locator, name: string): Promise<void> {
  await row.hover();
  await tool(row.page(), name).click();
}

/** Opens the editor of the message that ann has written last. */
async function edit(page: Page): Promise<void> {
  await pointAt(message(page, 'mine to change').last(), 'Edit');
  await focused(editor(page));
}

async function openPicker(page: Page): Promise<void> {
  await pointAt(lastRow(page), 'React');
  await page.getByRole('list', { name: 'Smileys' }).getByRole('button').first().waitFor();
}

/** Opens something above the page and closes it with Esc. */
const closed = (what: string, open: (page: Page) => Promise<void>): Deed => ({
  what: `closes ${what}`,
  async done(page) {
    await open(page);
    await openLayers(page).first().waitFor();
    await page.keyboard.press('Escape');
    await openLayers(page).waitFor({ state: 'detached' });
  },
});

/** After these the focus is in the composer. */
const focusing: readonly Deed[] = [
  { what: 'chooses a message to reply to', done: (page) => pointAt(lastRow(page), 'Reply') },
  { what: 'gives up the reply', done: (page) => page.getByRole('button', { name: 'Cancel the reply' }).click() },
  {
    what: 'saves an edit with Enter',
    async done(page) {
      await edit(page);
      await editor(page).press('End');
      await editor(page).pressSequentially('!');
      await editor(page).press('Enter');
    },
  },
  {
    what: 'saves an edit with the button',
    async done(page) {
      await edit(page);
      await editor(page).press('End');
      await editor(page).pressSequentially('?');
      await button('Save')(page);
    },
  },
  {
    what: 'gives up an edit with Esc',
    async done(page) {
      await edit(page);
      await editor(page).press('Escape');
    },
  },
  {
    what: 'gives up an edit with the button',
    async done(page) {
      await edit(page);
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    },
  },
  closed('the emoji picker', openPicker),
  {
    what: 'picks an emoji',
    async done(page) {
      await openPicker(page);
      await page.getByRole('list', { name: 'Smileys' }).getByRole('button').first().click();
    },
  },
];

/** After these the focus may be anywhere. */
const moving: readonly Deed[] = [
  closed('the search', button('Search messages')),
  closed('the switcher', button(/^Jump to a room/)),
  closed('the account', button(/^Account/)),
  closed('room settings', button('Room settings')),
  closed('the notifications of the room', button(/^Notifications/)),
  closed('the question before a deletion', (page) => pointAt(message(page, 'mine to change').last(), 'Delete')),
  { what: 'clicks on a message', done: (page) => lastRow(page).click() },
  { what: 'clicks on the name of the room', done: (page) => page.getByRole('heading', { level: 1 }).click() },
  {
    what: 'clicks beside the list of people',
    done: (page) => page.getByRole('heading', { name: /^Here now/ }).click(),
  },
  { what: 'clicks on a reaction', done: button(/^.+, \d+ reaction/) },
  { what: 'copies a link', done: (page) => pointAt(lastRow(page), 'Copy link') },
  {
    what: 'clicks on the room in the navigation',
    done: (page) =>
      page
        .getByRole('navigation', { name: 'Rooms and people' })
        .getByRole('link', { name: /^general/ })
        .click(),
  },
  {
    what: 'walks through the messages by keys',
    async done(page) {
      await composer(page).press('Shift+Tab');
      await page.keyboard.press('ArrowUp');
    },
  },
  {
    what: 'tabs to a button',
    async done(page) {
      await composer(page).press('Tab');
      await page.keyboard.press('Tab');
    },
  },
];

describe('what one types in a room', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let devtools: CDPSession;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER, { permissions: ['clipboard-read', 'clipboard-write'] });
    page = ann.page;
    devtools = await ann.context.newCDPSession(page);
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(page, 'general');
    await say(page, 'mine to change');
    await message(page, 'mine to change').getByRole('time').waitFor();
  }, 60_000);
  beforeEach(() => composer(page).fill(''));
  afterAll(() => stage?.close());

  const typed = (text: string) => eventually(async () => expect(await composer(page).inputValue()).toBe(text));
  const turnAway = () => page.getByRole('heading', { level: 1 }).click();

  it.each(focusing)('goes into the composer, which has the focus, once one $what', async ({ done }) => {
    await done(page);
    await focused(composer(page));
    await page.keyboard.type('so');
    await typed('so');
  });

  it.each(moving)('goes into the composer after one $what', async ({ done }) => {
    await done(page);
    await page.keyboard.type('7 so / @x');
    await typed('7 so / @x');
  });

  it('goes into the composer of a conversation too', async () => {
    await page.goto('/direct/bob');
    await pointAt(lastRow(page), 'Reply');
    await page.keyboard.type('so');
    await typed('so');
    await lastRow(page).click();
    await page.keyboard.type('!');
    await typed('so!');
    await composer(page).fill('');
    await openRoom(page, 'general');
  });

  it('is kept where another field has the focus, or something is open above the room', async () => {
    await page.keyboard.press('Control+Shift+f');
    const words = page.getByRole('searchbox');
    await focused(words);
    await page.keyboard.type('build');
    expect(await words.inputValue()).toBe('build');
    await page.getByRole('button', { name: 'Close', exact: true }).focus();
    await page.keyboard.type('x');
    expect(await openLayers(page).count()).toBe(1);
    await page.keyboard.press('Escape');
    await edit(page);
    await page.keyboard.type('…');
    expect(await editor(page).inputValue()).toMatch(/…$/);
    await page.keyboard.press('Escape');
    await typed('');
  });

  it('is no shortcut, and shortcuts are not typed', async () => {
    await turnAway();
    for (const held of ['Control', 'Alt', 'Meta']) await page.keyboard.press(`${held}+y`);
    await page.keyboard.press('Control+k');
    await focused(page.getByRole('combobox'));
    await page.keyboard.press('Escape');
    await turnAway();
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await typed('');
  });

  it('leaves Space and Enter to the button that has the focus', async () => {
    const gear = page.getByRole('button', { name: 'Room settings' });
    for (const key of ['Space', 'Enter']) {
      await gear.focus();
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await focused(gear);
    }
  });

  it('may be composed of several keys, from the first on', async () => {
    for (const key of ['Dead', 'Process']) {
      await turnAway();
      expect(await hasFocus(composer(page))).toBe(false);
      await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: 'KeyN' });
      await devtools.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
      await devtools.send('Input.imeSetComposition', { text: '日本', selectionStart: 2, selectionEnd: 2 });
      await devtools.send('Input.insertText', { text: '日本' });
      await typed('日本');
      await composer(page).fill('');
    }
  });

  it('may be pasted', async () => {
    await page.evaluate(`navigator.clipboard.writeText('two\\nlines')`);
    await composer(page).fill('1 ');
    await turnAway();
    await page.keyboard.press('Control+v');
    await typed('1 two\nlines');
  });

  it('is sent as the reply that one chose', async () => {
    await pointAt(message(page, 'mine to change').last(), 'Reply');
    await page.keyboard.type('an answer');
    await page.keyboard.press('Enter');
    await message(page, 'an answer').getByText('In reply to').waitFor();
    await focused(composer(page));
  });

  it('never made a script fail', () => expect(ann.complaints).toEqual([]));
});
