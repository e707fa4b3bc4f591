import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD } from './api.ts';
import { drawn, type Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { hasFocus } from './keyboard.ts';
import { articles, isInView, jump } from './log-view.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER } from './workspace/open-workspace.ts';

/** More than is loaded at once. */
const HISTORY = 250;

describe('the timeline, to whoever hears it, has no mouse, or reads another language', () => {
  let stage: Stage;
  let carla: ApiUser;
  let ann: ApiUser;
  let visitor: Visitor;
  let page: Page;
  /** Of the messages in the room `long`. */
  let ids: string[];

  /** A room of carla's with ann in it. */
  const room = (name: string, texts: readonly string[]) => fillRoom(carla, { name, members: [ann], texts });

  const open = (name: string, more = '') => openRoom(page, name, more);

  const spoken = () => page.evaluate<string[]>('screenReader.spoken()');
  const containing = (texts: readonly string[]) => texts.map((text) => expect.stringContaining(text));

  /** Holds pages of history back, from before the server reads them, until they are let go. */
  async function holdPages(): Promise<{ asked: Promise<void>; release(): void }> {
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    await intercept(page, 'RoomHistory', async (route) => {
      asked.resolve();
      await released.promise;
      await route.continue();
    });
    return { asked: asked.promise, release: released.resolve };
  }

  beforeAll(async () => {
    stage = await openWorkspace();
    carla = await stage.user('carla');
    ann = await stage.user(VIEWER);
    visitor = await stage.enter(VIEWER);
    page = visitor.page;
    await page.addInitScript({ path: join(import.meta.dirname, 'in-page/screen-reader.js') });
    await signIn(page, VIEWER, PASSWORD);
  }, 60_000);
  afterEach(() => letThrough(page));
  afterAll(() => stage?.close());

  it('speaks what is posted once, and never the history', async () => {
    ids = await room(
      'long',
      Array.from({ length: HISTORY }, (_, index) => `line ${index + 1}.`),
    );
    await open('long');
    const last = message(page, `line ${HISTORY}.`);
    await last.waitFor();
    await eventually(async () => expect(await articles(page).count()).toBeGreaterThan(50));
    await log(page).hover();
    const held = await articles(page).count();
    await page.mouse.wheel(0, -3_000);
    await eventually(async () => expect(await articles(page).count()).not.toBe(held));
    await jump(page).click();
    await eventually(async () => expect(await isInView(last)).toBe(true));
    expect(await spoken()).toEqual([]);
    await carla.post('long', 'this is news');
    await message(page, 'this is news').waitFor();
    await say(page, 'my own words');
    await message(page, 'my own words').getByRole('time').waitFor();
    await carla.post('long', 'this is more');
    const news = containing(['this is news', 'my own words', 'this is more']);
    await eventually(async () => expect(await spoken()).toEqual(news));
    await message(page, 'this is more').hover();
    await page.getByRole('toolbar').waitFor();
    await carla.react(await carla.post('long', 'this is liked'), '👍');
    await message(page, 'this is liked').getByRole('button', { name: /👍/ }).waitFor();
    await eventually(async () => expect(await spoken()).toEqual([...news, ...containing(['this is liked'])]));
  });

  it('says nothing while one walks through the messages, reacts and edits', async () => {
    await room('silence', ['one', 'two']);
    await open('silence');
    expect(await log(page).getAttribute('aria-relevant')).toBe('additions');
    await say(page, 'my mistake');
    const mine = message(page, 'my mistake');
    await mine.getByRole('time').waitFor();
    await eventually(async () => expect(await spoken()).toEqual(containing(['my mistake'])));
    await page.mouse.move(0, 0);
    await composer(page).press('Shift+Tab');
    for (const [key, text] of [
      ['End', 'my mistake'],
      ['ArrowUp', 'two'],
      ['Home', 'one'],
      ['End', 'my mistake'],
    ] as const) {
      await page.keyboard.press(key);
      await message(page, text).getByRole('toolbar').waitFor();
    }
    await carla.react((await mine.getAttribute('data-key')) ?? '', '👍');
    await mine.getByRole('button', { name: /👍/ }).click();
    await mine.getByRole('button', { name: /👍/, pressed: true }).waitFor();
    const editor = page.getByRole('textbox', { name: 'New text' });
    await mine.getByRole('button', { name: 'Edit' }).press('Enter');
    await editor.press('Escape');
    await mine.getByRole('button', { name: 'Edit' }).press('Enter');
    await editor.fill('my own words');
    await editor.press('Enter');
    await message(page, 'my own words').getByText('edited').waitFor();
    await drawn(page);
    expect(await spoken()).toEqual(containing(['my mistake']));
  });

  it('speaks what is posted while older messages are loaded, and not those', async () => {
    await open('long');
    await eventually(async () => expect(await articles(page).count()).toBeGreaterThan(50));
    const held = await articles(page).count();
    const { asked, release } = await holdPages();
    await log(page).hover();
    await page.mouse.wheel(0, -3_000);
    await asked;
    await carla.post('long', 'meanwhile');
    await eventually(async () => expect(await spoken()).toEqual(containing(['meanwhile'])));
    release();
    await eventually(async () => expect(await articles(page).count()).toBeGreaterThan(held + 1));
    await carla.post('long', 'afterwards');
    await eventually(async () => expect((await spoken()).at(-1)).toContain('afterwards'));
    expect(await spoken()).toEqual(containing(['meanwhile', 'afterwards']));
  });

  it('speaks what is posted on the way to the newest messages, also where their page brings it', async () => {
    await open('long', `?message=${ids[99]}`);
    await message(page, 'line 100.').waitFor();
    const { asked, release } = await holdPages();
    await jump(page).click();
    await asked;
    await carla.post('long', 'on the way');
    release();
    await eventually(async () => expect(await isInView(message(page, 'on the way'))).toBe(true));
    await carla.post('long', 'at last');
    await eventually(async () => expect((await spoken()).at(-1)).toContain('at last'));
    expect(await spoken()).toEqual(containing(['on the way', 'at last']));
  });

  it('is one tab stop, and the arrow keys lead through it and into each message', async () => {
    await room('keys', ['one', 'two with https://example.org/a', 'three']);
    await open('keys');
    await message(page, 'three').waitFor();
    const focused = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label")');
    const stops = log(page).locator('[tabindex="0"], a:not([tabindex]), button:not([tabindex])');
    expect(
      await stops.evaluateAll((all) => all.map((stop) => stop.getAttribute('aria-label') ?? stop.outerHTML)),
    ).toEqual([expect.stringMatching(/: three$/)]);
    await composer(page).press('Shift+Tab');
    expect(await focused()).toMatch(/^Carla Méndez-Núñez, .*: three$/);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^Carla Méndez-Núñez, .*: two with/);
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate<string>('document.activeElement.href')).toBe('https://example.org/a');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('React');
    await page.keyboard.press('Escape');
    expect(await focused()).toMatch(/^Carla Méndez-Núñez, .*: two with/);
    await page.keyboard.press('Home');
    expect(await focused()).toMatch(/: one$/);
    await page.keyboard.press('Tab');
    expect(await hasFocus(composer(page))).toBe(true);
  });

  it('tells the absolute time of a message to whoever points at it, in their language', async () => {
    await room('times', ['what time is it?']);
    await open('times');
    const time = message(page, 'what time is it?').getByRole('time');
    const year = new Date().getFullYear();
    // The browser is a British one: the day before the month, and 24 hours.
    expect(await time.getAttribute('title')).toMatch(new RegExp(`^\\d+ \\w+ ${year} at \\d\\d:\\d\\d:\\d\\d$`));
    const other = await stage.enter(VIEWER, { locale: 'ru-RU' });
    await other.page.goto('/login');
    await other.page.getByRole('textbox').first().fill('ann');
    await other.page.getByRole('textbox').nth(1).fill(PASSWORD);
    await other.page.getByRole('textbox').nth(1).press('Enter');
    await other.page.waitForURL(({ pathname }) => pathname === '/');
    await other.page.goto('/rooms/times');
    const russian = other.page.getByRole('log', { name: 'Сообщения' });
    expect(await russian.getByRole('time').last().getAttribute('title')).toMatch(new RegExp(`${year}\\sг\\.`));
    await other.context.close();
  });

  it('never had an error on the page', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
