import { eventually } from '@confab/runtime/testing/eventually';
import type { CDPSession, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

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
  }, 60_000);
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

  it('a finger that rests on a message brings what can be done to it', async () => {
    const row = log(page).getByRole('article').last();
    const box = await row.boundingBox();
    if (!box) throw new Error('the message is not on the screen');
    const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.evaluate('document.activeElement.blur()');
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await page.getByRole('toolbar').getByRole('button').first().waitFor();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await eventually(async () => expect(await page.getByRole('toolbar').count()).toBe(1));
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

  it('never made a script fail', () => expect(ann.complaints).toEqual([]));
});
