import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { ru } from '../src/shared/locales/ru/ru.ts';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept } from './intercept.ts';
import { focused } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const nav = (page: Page): Locator => page.getByRole('navigation', { name: 'Rooms and people' });
const entry = (page: Page, name: string | RegExp): Locator => nav(page).getByRole('link', { name });
const shown = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

const SECOND = 1_000;
/** An hour and minute, behind the day unless that is today. */
const DAY = '(?:\\d{1,2} \\p{L}+\\.?|yesterday|вчера)';
const TIME = '\\d{2}:\\d{2}';

describe('finding one’s way', () => {
  let stage: Stage;
  let bob: ApiUser;
  let other: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    other = await stage.user('ann');
    bob = await stage.user('bob');
    for (const room of ['coffee', 'juice', 'tea']) {
      await bob.createRoom(room);
      await other.join(room);
    }
    await other.readEverything();
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('shows what is unread in a room, and counts in the title what is meant for the viewer', async () => {
    const { page } = ann;
    await bob.post('tea', 'nothing special');
    await bob.post('tea', 'something for @ann');
    await entry(page, /^tea.*1 mention of you.*2 unread messages/).waitFor();
    await bob.post('juice', 'fresh');
    await entry(page, /^juice.*1 unread message/).waitFor();
    await eventually(async () => expect(await page.title()).toBe('(1) Confab'));
    await ann.screenshot('badges');
  });

  it('shows a private message at once, with who is online', async () => {
    const { page } = ann;
    await bob.write('ann', 'psst');
    await entry(page, /^Bob.*offline.*1 unread message/).waitFor();
    await eventually(async () => expect(await page.title()).toBe('(2) Confab'));
    const friend = await stage.enter('bob');
    await signIn(friend.page, 'bob', PASSWORD);
    await entry(page, /^Bob.*online/).waitFor();
    await friend.context.close();
  });

  const isRead = (name: RegExp) =>
    entry(ann.page, name)
      .and(ann.page.getByRole('link', { name: /unread/ }))
      .waitFor({ state: 'detached' });

  it('goes to the next and the previous room, and to the unread ones, with Alt and the arrows', async () => {
    const { page } = ann;
    await entry(page, /^coffee/).click();
    await shown(page, 'coffee').waitFor();
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await shown(page, 'juice').waitFor();
    await isRead(/^juice/);
    await page.keyboard.press('Alt+ArrowUp');
    await shown(page, 'infra').waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await shown(page, 'juice').waitFor();
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await shown(page, 'Bob Okafor').waitFor();
    await message(page, 'psst').waitFor();
    await isRead(/^Bob/);
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await shown(page, 'tea').waitFor();
  });

  it('forgets what is unread once it was looked at, also in the title', async () => {
    const { page } = ann;
    await entry(page, /^tea/).click();
    await message(page, 'something for @ann').waitFor();
    await eventually(async () => expect(await page.title()).toBe('tea · Confab'));
    expect(await entry(page, /unread/).count()).toBe(0);
  });

  it('says of somebody who is not here when they were', async () => {
    const { page } = ann;
    await entry(page, /^Bob/).click();
    await page.getByText(new RegExp(`last seen (?:${DAY} )?at ${TIME}$`, 'u')).waitFor({ timeout: 30 * SECOND });
    const friend = await stage.enter('bob');
    await signIn(friend.page, 'bob', PASSWORD);
    await page.getByText(/last seen/).waitFor({ state: 'detached', timeout: 30 * SECOND });
    await friend.context.close();
  }, 90_000);

  it('jumps with Ctrl+K to what is typed, one’s own places first, others from the server', async () => {
    const { page } = ann;
    await bob.createRoom('teatime');
    await page.keyboard.press('Control+k');
    const input = page.getByRole('combobox', { name: 'Jump to a room or person' });
    await input.waitFor();
    await ann.screenshot('switcher');
    await page.keyboard.type('tea');
    const options = page.getByRole('listbox').getByRole('option');
    await eventually(async () =>
      expect(await options.allInnerTexts()).toEqual(['tea', 'teatime', 'Search messages for “tea”']),
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shown(page, 'teatime').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bob');
    await options.filter({ hasText: /^Bob/ }).waitFor();
    await page.keyboard.press('Enter');
    await shown(page, 'Bob Okafor').waitFor();
  });

  it('keeps what was chosen in the switcher while messages come', async () => {
    const { page } = ann;
    const options = page.getByRole('listbox').getByRole('option');
    const chosen = page.locator('[role="option"][data-highlighted]');
    await page.keyboard.press('Control+k');
    await chosen.waitFor();
    const found = await options.allInnerTexts();
    for (const name of found.slice(1, found.indexOf('juice') + 1)) {
      await page.keyboard.press('ArrowDown');
      await eventually(async () => expect(await chosen.allInnerTexts()).toEqual([name]));
    }
    await bob.post('tea', 'a little more');
    const at = (names: readonly string[]) => names.indexOf('tea') - names.indexOf('juice');
    expect(at(found)).toBeGreaterThan(0);
    await eventually(async () => expect(at(await options.allInnerTexts())).toBeLessThan(0));
    expect(await chosen.allInnerTexts()).toEqual(['juice']);
    await page.keyboard.press('Enter');
    await shown(page, 'juice').waitFor();
    await entry(page, /^tea/).click();
    await isRead(/^tea/);
    await entry(page, /^Bob/).click();
    await shown(page, 'Bob Okafor').waitFor();
  });

  it('closes the switcher with Esc and returns the focus', async () => {
    const { page } = ann;
    await composer(page).focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Jump to a room or person' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focused(composer(page));
  });

  it('names the keys of a Mac on one, and opens the switcher with ⌘K there', async () => {
    const { context, page } = await stage.enter('ann');
    const devtools = await context.newCDPSession(page);
    const userAgent = await page.evaluate<string>('navigator.userAgent');
    await devtools.send('Emulation.setUserAgentOverride', { userAgent, platform: 'MacIntel' });
    await signIn(page, 'ann', PASSWORD);
    expect((await page.getByRole('banner').locator('kbd').allInnerTexts()).slice(0, 2)).toEqual(['⌘', 'K']);
    await page.keyboard.press('Meta+k');
    await page.getByRole('dialog', { name: 'Jump to a room or person' }).waitFor();
    await context.close();
  });

  it('marks what is shown as read with Esc, even when the end is not in view', async () => {
    const { page } = ann;
    for (let i = 1; i <= 30; i += 1) await bob.post('coffee', `line ${i}\nand\nmore`);
    await entry(page, /^coffee/).click();
    await message(page, 'line 30').waitFor();
    await log(page).focus();
    await page.keyboard.press('Home');
    await log(page).evaluate((element) => element.scrollTo(0, 0));
    await bob.post('coffee', 'one more');
    await entry(page, /^coffee.*unread/).waitFor();
    await page.keyboard.press('Escape');
    await entry(page, /^coffee.*unread/).waitFor({ state: 'detached' });
  });

  it('lists the shortcuts with Ctrl+/', async () => {
    const { page } = ann;
    await page.keyboard.press('Control+/');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByText('Next unread').waitFor();
    await ann.screenshot('shortcuts');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('counts what is posted in rooms that are not open, and lists a room joined elsewhere, within two seconds', async () => {
    const { page } = ann;
    await entry(page, /Lobby/).click();
    for (const count of [1, 2, 3]) {
      await bob.post('tea', `cup ${count}`);
      await entry(page, new RegExp(`^tea.*\\b${count} unread`)).waitFor({ timeout: 2 * SECOND });
    }
    await other.call('mutation { createRoom(input: { name: "water" }) { room { id } } }');
    await entry(page, 'water').waitFor({ timeout: 2 * SECOND });
    await other.call('mutation { leaveRoom(input: { room: "juice" }) { room { id } } }');
    await entry(page, /^juice/).waitFor({ state: 'detached', timeout: 2 * SECOND });
  });

  it('keeps what was told while an answer from before it was on its way', async () => {
    const eve = await stage.user('eve');
    await bob.createRoom('mate');
    await eve.join('mate');
    await eve.write('bob', 'hello');
    const { page, context } = await stage.enter('eve');
    const told: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(String(payload))));
    const answers: (() => Promise<void>)[] = [];
    for (const operation of ['query JoinedRooms', 'query Conversations'])
      await intercept(page, operation, async (route) => {
        const response = await route.fetch();
        answers.push(() => route.fulfill({ response }));
      });
    await signIn(page, 'eve', PASSWORD);
    await eventually(() => {
      expect(answers.length).toBeGreaterThanOrEqual(2);
      for (const kind of ['InboxOpened', 'JoinedRoomsOpened'])
        expect(told.some((event) => event.includes(kind))).toBe(true);
    });
    await bob.post('mate', 'for @eve');
    await bob.write('eve', 'hello yourself');
    await eventually(() => {
      for (const kind of ['Mentioned', 'RoomListed', 'DirectMessagePosted'])
        expect(told.some((event) => event.includes(kind) && event.includes('"unreadCount":1'))).toBe(true);
    });
    for (const answer of answers) await answer();
    await entry(page, /^mate.*1 mention of you.*1 unread message$/).waitFor();
    await entry(page, /^Bob.*1 unread message$/).waitFor();
    await context.close();
  });

  it('shows what was written between the first answer and the first event', async () => {
    await stage.user('fay');
    await bob.write('fay', 'the first');
    const { page, context } = await stage.enter('fay');
    const connect = Promise.withResolvers<void>();
    await page.routeWebSocket(/graphql/, async (socket) => {
      await connect.promise;
      socket.connectToServer();
    });
    const answers: (() => Promise<void>)[] = [];
    await intercept(page, 'query Conversations', async (route) => {
      const response = await route.fetch();
      answers.push(() => route.fulfill({ response }));
    });
    await signIn(page, 'fay', PASSWORD);
    await eventually(() => expect(answers).toHaveLength(1));
    await bob.write('fay', 'the second');
    connect.resolve();
    // What was asked for before is given up, or comes first.
    await eventually(() => expect(answers).toHaveLength(2));
    for (const answer of answers) await answer().catch(() => undefined);
    await entry(page, /^Bob.*2 unread messages$/).waitFor();
    await context.close();
  });

  it('lets what is read on one device be read on the other within a second of it', async () => {
    const second = await stage.enter('ann');
    await signIn(second.page, 'ann', PASSWORD);
    await bob.write('ann', 'which device?');
    for (const name of [/^Bob/, /^tea/]) {
      await entry(ann.page, name)
        .and(ann.page.getByRole('link', { name: /unread/ }))
        .waitFor();
      await entry(second.page, name).click();
      const unread = entry(ann.page, name).and(ann.page.getByRole('link', { name: /unread/ }));
      // It takes a second to be read.
      await unread.waitFor({ state: 'detached', timeout: 2 * SECOND });
    }
    await bob.post('tea', 'read at once');
    await message(second.page, 'read at once').waitFor();
    await bob.post('tea', 'and so is this');
    await message(second.page, 'and so is this').waitFor();
    await entry(ann.page, /^tea.*unread/).waitFor({ state: 'detached', timeout: 2 * SECOND });
    await second.context.close();
  });

  it('counts in Russian as it is said, and tells the time of who was here', async () => {
    const dora = await stage.user('dora');
    await bob.createRoom('cocoa');
    await dora.join('cocoa');
    const { page, context } = await stage.enter('dora', { locale: 'ru' });
    await signIn(page, 'dora', PASSWORD, ru);
    const cocoa = page.getByRole('navigation', { name: ru.nav.label }).getByRole('link', { name: /^cocoa/ });
    let posted = 0;
    for (const [count, mentions, unread] of [
      [1, 'упоминание', 'непрочитанное сообщение'],
      [2, 'упоминания', 'непрочитанных сообщения'],
      [5, 'упоминаний', 'непрочитанных сообщений'],
      [21, 'упоминание', 'непрочитанное сообщение'],
    ] as const) {
      for (; posted < count; posted += 1) await bob.post('cocoa', 'for @dora');
      const told = new RegExp(`\\b${count} ${mentions} о вас.*\\b${count} ${unread}$`);
      await cocoa.and(page.getByRole('link', { name: told })).waitFor();
    }
    await page.goto('/direct/bob');
    await page.getByText(new RegExp(`был\\(а\\) в сети (?:${DAY} )?в ${TIME}$`, 'u')).waitFor({ timeout: 30 * SECOND });
    await context.close();
  }, 60_000);

  it('never has an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
