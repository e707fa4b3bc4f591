import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { openTab } from './connection-steps.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, say, signIn } from './steps.ts';
import { openLayers } from './views/view.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const SCRIPTS = '**/assets/*.js';
const DIALOGS = /assets\/(?:\w+Dialog|QuickSwitcher|Emoji\w+)\b.*\.js/;

interface Part {
  what: string;
  open(page: Page): Promise<unknown>;
}

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

/** What opens above a room. */
const layers: readonly Part[] = [
  { what: 'the search', open: click('Search messages') },
  { what: 'the shortcuts', open: (page) => page.keyboard.press('Control+/') },
  { what: 'room settings', open: click('Room settings') },
  {
    what: 'the emoji picker',
    async open(page) {
      await log(page).getByRole('article').last().hover();
      await page.getByRole('toolbar').getByRole('button', { name: 'React' }).click();
    },
  },
];

const others: readonly Part[] = [
  {
    what: 'a page',
    async open(page) {
      await click(/^Account/)(page);
      await page.getByRole('link', { name: 'Settings', exact: true }).click();
    },
  },
  {
    what: 'a language',
    async open(page) {
      await click(/^Account/)(page);
      await page.getByRole('combobox', { name: 'Language' }).selectOption('ru');
    },
  },
  { what: 'what colours code', open: (page) => say(page, '```js\nconst a = 1;\n```') },
];

/** What opens with a field for what one types next. */
const fields: readonly (Part & { field(page: Page): Locator })[] = [
  { what: 'the search', open: click('Search messages'), field: (page) => page.getByRole('searchbox') },
  { what: 'the switcher', open: click(/^Jump to a room/), field: (page) => page.getByRole('combobox') },
  {
    what: 'the dialog for a new room',
    open: click('Create a room'),
    field: (page) => page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }),
  },
  {
    what: 'the emoji picker',
    open: click('Emoji'),
    field: (page) => page.getByRole('dialog').getByRole('searchbox'),
  },
];

describe('what one types while a part of the app is loaded', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let letIn = () => {};

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    await signIn(ann.page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  beforeEach(async () => {
    const waiting = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    await ann.context.route(DIALOGS, async (route) => {
      await waiting;
      await route.continue();
    });
    page = await openTab(ann, '/rooms/general');
    await composer(page).fill('');
  });
  afterEach(async () => {
    await page.close();
    await ann.context.unroute(DIALOGS);
  });
  afterAll(() => stage?.close());

  const catcher = () => page.getByRole('textbox', { name: 'Loading…' });
  const inComposer = () => page.locator('#message').inputValue();

  it.each(fields)('goes into its field: $what', async ({ open, field }) => {
    await open(page);
    await catcher().waitFor({ state: 'attached' });
    await page.keyboard.type('tea');
    await page.keyboard.press('Enter');
    letIn();
    await eventually(async () => expect(await field(page).inputValue()).toBe('tea'));
    await page.keyboard.type('pot');
    expect([await field(page).inputValue(), await inComposer()]).toEqual(['teapot', '']);
  });

  it('goes nowhere where it has no field, or where one gives it up with Esc', async () => {
    await page.keyboard.press('Control+/');
    await catcher().waitFor({ state: 'attached' });
    await page.keyboard.type('tea');
    await page.keyboard.press('Escape');
    await catcher().waitFor({ state: 'detached' });
    await click('Room settings')(page);
    await page.keyboard.type('tea');
    letIn();
    await page.getByRole('dialog', { name: / settings$/ }).waitFor();
    await page.keyboard.press('Escape');
    await openLayers(page).waitFor({ state: 'detached' });
    await page.keyboard.type('pot');
    await eventually(async () => expect(await inComposer()).toBe('pot'));
  });

  it('never makes a script fail', () => expect(ann.complaints).toEqual([]));
});

describe('a part of the app that cannot be loaded', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  const notice = () => page.getByRole('alert').filter({ hasText: 'Part of the app couldn’t be loaded.' });

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  beforeEach(async () => {
    await openRoom(page, 'empty-for-now');
    await page.getByText('This is the very beginning').or(log(page).getByRole('article').first()).first().waitFor();
    await say(page, 'so that there is one');
    await message(page, 'so that there is one').last().getByRole('time').waitFor();
    // What leads to some of the parts is one itself.
    await click(/^Account/)(page);
    await openLayers(page).first().waitFor();
    await page.keyboard.press('Escape');
    await openLayers(page).waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    await page.route(SCRIPTS, (route) => route.abort());
  });
  afterEach(() => page.unroute(SCRIPTS));
  afterAll(() => stage?.close());

  it.each([...layers, ...others])('says so and offers to reload the page: $what', async ({ open }) => {
    await open(page);
    await notice().waitFor();
    await composer(page).fill('kept over it');
    await page.unroute(SCRIPTS);
    await notice().getByRole('button', { name: 'Reload' }).click();
    await notice().waitFor({ state: 'detached' });
  });

  it('leads to the page that was asked for with the reload', async () => {
    await others[0]?.open(page);
    await notice().waitFor();
    await page.unroute(SCRIPTS);
    await notice().getByRole('button', { name: 'Reload' }).click();
    await page.waitForURL('**/settings');
  });

  it('stays with the reload on a page that one went to since', async () => {
    await others[0]?.open(page);
    await notice().waitFor();
    await page.getByRole('link', { name: 'Lobby' }).first().click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.unroute(SCRIPTS);
    const reloaded = page.waitForEvent('load');
    await notice().getByRole('button', { name: 'Reload' }).click();
    await reloaded;
    await page.getByRole('textbox', { name: 'Room name' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it.each(layers)('opens when it is asked for again: $what', async ({ open }) => {
    await open(page);
    await notice().waitFor();
    await openLayers(page).waitFor({ state: 'detached' });
    await page.unroute(SCRIPTS);
    await open(page);
    await openLayers(page).first().waitFor();
  });
});
