import type { CDPSession, Locator, Page } from 'playwright-core';
import { violations } from './axe.ts';
import { drawn, type Visitor } from './browser.ts';
import { focused, hasFocus } from './keyboard.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, message, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

/** Longer than a finger has to rest on a message, in milliseconds of the page. */
const LONG_MS = 700;

describe('on a phone', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let devtools: CDPSession;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    page = ann.page;
    devtools = await ann.context.newCDPSession(page);
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(page, 'general');
    await composer(page).waitFor();
  }, 120_000);
  afterAll(() => stage?.close());

  it('no keyboard comes up before one asks to write', async () => {
    expect(await hasFocus(composer(page))).toBe(false);
  });

  it('Enter breaks the line, and the button sends', async () => {
    await composer(page).tap();
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two');
    expect(await composer(page).inputValue()).toBe('one\ntwo');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    await message(page, 'two').last().getByRole('time').waitFor();
    expect(await composer(page).inputValue()).toBe('');
  });

  it('no keyboard comes up after an edit, only for a reply', async () => {
    const row = message(page, 'two').last();
    await choose(row, 'Edit');
    await page.getByRole('button', { name: 'Cancel', exact: true }).tap();
    await page.getByRole('textbox', { name: 'New text' }).waitFor({ state: 'detached' });
    expect(await hasFocus(composer(page))).toBe(false);
    await choose(row, 'Reply');
    await focused(composer(page));
    await page.keyboard.press('Escape');
  });

  /** A finger on the middle of a message, until the sheet is there or for as long as a tap takes. */
  async function rest(row: Locator, until: () => Promise<unknown>): Promise<void> {
    await row.scrollIntoViewIfNeeded();
    await drawn(page);
    const box = await row.boundingBox();
    if (!box) throw new Error('the message is not on the screen');
    const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await until();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
  const sheet = () => page.getByRole('dialog', { name: 'Actions' });
  const open = (row: Locator) => rest(row, () => sheet().waitFor());
  const choose = async (row: Locator, act: string) => {
    await open(row);
    await sheet().getByRole('button', { name: act, exact: true }).tap();
    await sheet().waitFor({ state: 'detached' });
  };

  it.each(['light', 'dark'] as const)(
    'a finger that rests on a message brings what can be done to it, at the bottom, as high as a thumb: %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.evaluate('document.activeElement.blur()');
      await open(message(page, 'two').last());
      const acts = await sheet().getByRole('list').getByRole('button').all();
      const names = ['React', 'Reply', 'Copy text', 'Copy link', 'Mark unread from here', 'Edit', 'Delete'];
      expect(await Promise.all(acts.map((act) => act.textContent()))).toEqual(names);
      for (const act of acts) expect((await act.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      const box = await sheet().boundingBox();
      expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(844);
      expect(box?.width).toBe(390);
      expect(await page.getByRole('toolbar').count()).toBe(0);
      expect(await page.evaluate('String(getSelection())')).toBe('');
      expect(await overhang(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      await ann.screenshot(`phone-actions-${colorScheme}`);
      await page.keyboard.press('Escape');
      await sheet().waitFor({ state: 'detached' });
    },
  );

  it('does there what is chosen', async () => {
    const own = message(page, 'two').last();
    await choose(own, 'Reply');
    await page.getByText(/^Reply to /).waitFor();
    await focused(composer(page));
    await page.getByRole('button', { name: 'Cancel the reply' }).tap();
    await page.getByText(/^Reply to /).waitFor({ state: 'detached' });
    await choose(own, 'Edit');
    const editor = page.getByRole('textbox', { name: 'New text' });
    await focused(editor);
    await editor.fill('one\ntwo and a half');
    await page.getByRole('button', { name: 'Save', exact: true }).tap();
    const changed = message(page, 'two and a half');
    await changed.getByText('(edited)').waitFor();
    await choose(changed, 'React');
    await page.getByRole('dialog', { name: 'React' }).getByRole('searchbox').waitFor();
    await page.keyboard.press('Escape');
    await ann.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose(changed, 'Copy text');
    await page.getByText('Text copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('one\ntwo and a half');
    await choose(changed, 'Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).tap();
    await changed.waitFor({ state: 'detached' });
  });

  it('a short tap, a link and what one edits bring no sheet', async () => {
    await composer(page).fill('see https://example.com/ there');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    const row = message(page, 'see https').last();
    await row.getByRole('time').waitFor();
    await row.getByText('see').tap({ position: { x: 5, y: 5 } });
    await page.clock.install();
    await rest(row.getByRole('link'), () => page.clock.runFor(LONG_MS));
    expect(await sheet().count()).toBe(0);
    await page.clock.resume();
  });

  it('the menu button tells what is unread behind it', async () => {
    await page.getByRole('button', { name: /^Menu, \d+ unread message/ }).waitFor();
  });

  it('the menu leads to the search of messages', async () => {
    await page.getByRole('button', { name: /^Menu/ }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Search messages' }).tap();
    await page.getByRole('dialog', { name: 'Search messages' }).getByRole('searchbox').waitFor();
    await page.keyboard.press('Escape');
  });

  it('no keyboard comes up in the lobby, nor over the emoji one is to pick from', async () => {
    await page.goto('/');
    await page.getByRole('main').getByRole('list', { name: 'Rooms' }).waitFor();
    expect(await hasFocus(page.getByRole('textbox', { name: 'Room name' }))).toBe(false);
    await openRoom(page, 'general');
    await page.getByRole('button', { name: 'Emoji', exact: true }).tap();
    const picker = page.getByRole('dialog', { name: 'Emoji', exact: true });
    await focused(picker.getByRole('list', { name: 'Emoji', exact: true }).getByRole('button').first());
    expect(await hasFocus(picker.getByRole('searchbox'))).toBe(false);
    await page.keyboard.press('Escape');
  });

  it('a short name is followed by its time, however wide what one taps is', async () => {
    const bo = await stage.user('bo');
    await bo.join('general');
    await bo.post('general', 'Short is my name');
    const gap = await message(page, 'Short is my name').evaluate((article) => {
      const [name, time] = ['header bdi', 'header time'].map((part) =>
        article.querySelector(part)?.getBoundingClientRect(),
      );
      return (time?.left ?? 0) - (name?.right ?? 0);
    });
    expect(gap).toBeLessThan(16);
  });

  it('the header of a conversation says when somebody was last there, whole', async () => {
    await page.goto('/direct/bob');
    const seen = page.locator('.page-bar p .text');
    await seen.filter({ hasText: 'last seen' }).waitFor();
    expect(await seen.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });

  it('never made a script fail', () => expect(ann.complaints).toEqual([]));
});
