import type { CDPSession, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { openRoom, signIn } from './steps.ts';
import { openLayers } from './views/view.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

/** The bits of `Input.dispatchKeyEvent`. */
const CONTROL = 2;
const SHIFT = 8;

interface Press {
  layout: string;
  key: string;
  code: string;
  shift?: true;
  /** What opens; nothing where the key is the browser's. */
  opens?: string;
}

const presses: readonly Press[] = [
  { layout: 'German', key: '-', code: 'Slash' },
  { layout: 'German', key: '/', code: 'Digit7', shift: true, opens: 'Keyboard shortcuts' },
  { layout: 'French', key: '!', code: 'Slash' },
  { layout: 'French', key: '/', code: 'Period', shift: true, opens: 'Keyboard shortcuts' },
  { layout: 'Dvorak', key: 't', code: 'KeyK' },
  { layout: 'Dvorak', key: 'k', code: 'KeyV', opens: 'Jump to a room or person' },
  { layout: 'Russian', key: 'л', code: 'KeyK', opens: 'Jump to a room or person' },
  { layout: 'Russian', key: '.', code: 'Slash', opens: 'Keyboard shortcuts' },
  { layout: 'Hebrew', key: 'ל', code: 'KeyK', opens: 'Jump to a room or person' },
  { layout: 'Greek', key: 'Φ', code: 'KeyF', shift: true, opens: 'Search messages' },
  { layout: 'Serbian', key: '-', code: 'Slash' },
];

describe('the shortcuts on keyboards of other languages', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let devtools: CDPSession;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    page = ann.page;
    devtools = await ann.context.newCDPSession(page);
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(page, 'general');
    // Whether the page took the key for itself, as it must not do with those of the browser.
    await page.evaluate(`addEventListener('keydown', (event) => { globalThis.taken = event.defaultPrevented; })`);
  }, 60_000);
  afterAll(() => stage?.close());

  it.each(presses)('with Ctrl and $key of the $layout one ($code) open $opens', async ({ key, code, shift, opens }) => {
    const modifiers = CONTROL + (shift ? SHIFT : 0);
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, modifiers });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers });
    expect(await page.evaluate('globalThis.taken')).toBe(opens !== undefined);
    if (opens === undefined) {
      expect(await openLayers(page).count()).toBe(0);
      return;
    }
    await page.getByRole('dialog', { name: opens }).waitFor();
    await page.keyboard.press('Escape');
    await openLayers(page).waitFor({ state: 'detached' });
  });

  it('never made a script fail', () => expect(ann.complaints).toEqual([]));
});
