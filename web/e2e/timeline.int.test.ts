import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import { articles, belowEnd, isInView, jump, MOST_ARTICLES } from './log-view.ts';
import type { Stage } from './stage.ts';
import { log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER } from './workspace/open-workspace.ts';

/** More than a window of the log holds. */
const HISTORY = 420;

const unreadLine = (page: Page): Locator => log(page).getByText('New messages', { exact: true });
/** The text of what stands right below a row of the log. */
const rowBelow = (row: Locator): Promise<string | null> => row.locator('xpath=following-sibling::*[1]').textContent();
const scrollTop = (page: Page): Promise<number> => log(page).evaluate((element) => element.scrollTop);
const numbers = async (page: Page): Promise<number[]> =>
  (await articles(page).allInnerTexts()).flatMap((text) => Number(/line (\d+)\./.exec(text)?.[1] ?? []));

describe('reading the timeline', () => {
  let stage: Stage;
  let carla: ApiUser;
  let bob: ApiUser;
  let ann: ApiUser;
  let visitor: Visitor;
  let page: Page;

  /** A room of carla's with bob and ann in it, of which they have read everything. */
  const room = (name: string, texts: readonly string[] = []) => fillRoom(carla, { name, members: [bob, ann], texts });

  const open = (name: string, more = '') => openRoom(page, name, more);

  /** Marks everything in a room as read, and leaves it. */
  async function leaveRead(name: string): Promise<void> {
    await page.keyboard.press('Escape');
    // By key: what is read now may move the list under a pointer.
    await page.getByRole('link', { name: 'Lobby' }).first().press('Enter');
    await page.getByRole('textbox', { name: 'Room name' }).waitFor();
    await eventually(async () => {
      const { room: found } = await ann.call<{ room: { membership: { unreadCount: number } } }>(
        'query ($name: String!) { room(name: $name) { membership { unreadCount } } }',
        { name },
      );
      expect(found.membership.unreadCount).toBe(0);
    });
  }

  /** A room of which ann has read the only message, `seen`, and left it. */
  async function roomRead(name: string): Promise<void> {
    await room(name, ['seen']);
    await open(name);
    await message(page, 'seen').waitFor();
    await leaveRead(name);
  }

  beforeAll(async () => {
    stage = await openWorkspace();
    [carla, bob, ann] = [await stage.user('carla'), await stage.user('bob'), await stage.user(VIEWER)];
    visitor = await stage.enter(VIEWER, { permissions: ['clipboard-read', 'clipboard-write'] });
    page = visitor.page;
    await signIn(page, VIEWER, PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  describe('of a long room', () => {
    let ids: string[];

    beforeAll(async () => {
      ids = await room(
        'long',
        Array.from({ length: HISTORY }, (_, index) => `line ${index + 1}.`),
      );
    }, 60_000);

    it('loads older pages as they are scrolled to, complete, and never holds all of them', async () => {
      await open('long');
      await message(page, `line ${HISTORY}.`).waitFor();
      expect(await belowEnd(page)).toBeLessThan(2);
      await log(page).hover();
      let first = HISTORY;
      while (first > 1) {
        await page.mouse.wheel(0, -4_000);
        const before = first;
        await eventually(async () => {
          const seen = await numbers(page);
          first = seen[0] ?? Number.NaN;
          if (before > 1) expect(first).toBeLessThan(before);
          expect(seen).toEqual(seen.map((_, index) => first + index));
          expect(seen.length).toBeLessThanOrEqual(MOST_ARTICLES);
        });
      }
      await log(page).getByText('There are no earlier messages.').waitFor();
    }, 60_000);

    it('finds back down page by page, and at once', async () => {
      const last = async () => (await numbers(page)).at(-1) ?? 0;
      const before = await last();
      expect(before).toBeLessThan(HISTORY);
      await eventually(async () => {
        await page.mouse.wheel(0, 4_000);
        expect(await last()).toBeGreaterThan(before);
      });
      await jump(page).click();
      await eventually(async () => expect(await isInView(message(page, `line ${HISTORY}.`))).toBe(true));
      expect(await jump(page).count()).toBe(0);
    });

    it('keeps what is read in its place when a page is put before it', async () => {
      await open('long');
      await message(page, `line ${HISTORY}.`).waitFor();
      await eventually(async () => expect((await numbers(page)).length).toBeGreaterThan(50));
      const [first = 0] = await numbers(page);
      const anchor = message(page, `line ${first + 3}.`);
      await anchor.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      const top = (await anchor.boundingBox())?.y ?? Number.NaN;
      await eventually(async () => expect((await numbers(page))[0]).toBeLessThan(first));
      expect(Math.abs(((await anchor.boundingBox())?.y ?? 0) - top)).toBeLessThan(2);
    });

    it('opens at the message of an address, sets it off and gives it the focus', async () => {
      await open('long', `?message=${ids[99]}`);
      const wanted = message(page, 'line 100.');
      await wanted.waitFor();
      await eventually(async () => expect(await isInView(wanted)).toBe(true));
      expect(await hasFocus(wanted)).toBe(true);
      await jump(page).waitFor();
      await page.keyboard.press('ArrowDown');
      await visitor.screenshot('jumped');
    });

    it('leads from an answer to what it answers', async () => {
      await bob.post('long', 'about the beginning', ids[4]);
      await open('long');
      await message(page, 'about the beginning')
        .getByRole('button', { name: /In reply to\s*Carla Méndez-Núñez\s*line 5\./ })
        .click();
      await eventually(async () => expect(await isInView(message(page, 'line 5.'))).toBe(true));
    });

    it('says that a message of an address is not there, and shows the newest ones', async () => {
      await open('long', '?message=nonsense');
      await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
      await message(page, 'about the beginning').waitFor();
    });
  });

  it('opens at the first unread message, and keeps the line until the room is left', async () => {
    await roomRead('unread');
    for (let index = 1; index <= 40; index += 1) await carla.post('unread', `line ${index}.`);
    await open('unread');
    await eventually(async () => expect(await isInView(unreadLine(page))).toBe(true));
    expect(await isInView(message(page, 'line 1.'))).toBe(true);
    await carla.post('unread', 'the newest');
    await page.getByRole('button', { name: '1 new message' }).click();
    await eventually(async () => expect(await isInView(message(page, 'the newest'))).toBe(true));
    expect(await unreadLine(page).count()).toBe(1);
    await visitor.screenshot('unread');
    await leaveRead('unread');
    await open('unread');
    await message(page, 'the newest').waitFor();
    expect(await unreadLine(page).count()).toBe(0);
  });

  it('opens at the first unread message, however much of their own the viewer wrote behind it elsewhere', async () => {
    await roomRead('answered');
    for (let index = 1; index <= 3; index += 1) await carla.post('answered', `line ${index}.`);
    for (let index = 1; index <= 12; index += 1) await ann.post('answered', `own ${index}.`);
    await open('answered');
    await eventually(async () => expect(await isInView(unreadLine(page))).toBe(true));
    expect(await isInView(message(page, 'line 1.'))).toBe(true);
  });

  it('draws the line before the first unread message that is still there', async () => {
    await roomRead('retracted');
    const [first] = [await bob.post('retracted', 'line 1.'), await bob.post('retracted', 'line 2.')];
    await bob.remove(first);
    await open('retracted');
    await message(page, 'line 2.').waitFor();
    expect(await rowBelow(unreadLine(page))).toContain('line 2.');
  });

  it('opens at the first unread message behind pages of what the viewer wrote elsewhere', async () => {
    await roomRead('talkative');
    for (let index = 1; index <= 120; index += 1) await ann.post('talkative', `own ${index}.`);
    for (let index = 1; index <= 3; index += 1) await bob.post('talkative', `line ${index}.`);
    for (let index = 121; index <= 180; index += 1) await ann.post('talkative', `own ${index}.`);
    await open('talkative');
    await eventually(async () => expect(await isInView(unreadLine(page))).toBe(true));
    expect(await rowBelow(unreadLine(page))).toContain('line 1.');
    expect(await isInView(message(page, 'line 1.'))).toBe(true);
    expect(await message(page, 'own 120.').count()).toBe(1);
  });

  it('opens a conversation at the first unread message behind what the viewer wrote elsewhere', async () => {
    const ines = await stage.user('ines');
    for (let index = 1; index <= 60; index += 1) await ann.write('ines', `own ${index}.`);
    for (let index = 1; index <= 15; index += 1) await ines.write(VIEWER, `line ${index}.`);
    await page.goto('/direct/ines');
    await eventually(async () => expect(await isInView(unreadLine(page))).toBe(true));
    expect(await rowBelow(unreadLine(page))).toContain('line 1.');
    expect(await isInView(message(page, 'line 1.'))).toBe(true);
  });

  it('opens at the end, without a line, where all that came was deleted', async () => {
    await roomRead('emptied');
    for (let index = 1; index <= 3; index += 1) await carla.remove(await carla.post('emptied', `line ${index}.`));
    await open('emptied');
    await log(page).getByText('This message was deleted.').last().waitFor();
    expect(await unreadLine(page).count()).toBe(0);
  });

  it('opens at the first of more unread messages than it loads at once', async () => {
    await roomRead('behind');
    for (let index = 1; index <= 150; index += 1) await carla.post('behind', `line ${index}.`);
    await open('behind');
    await eventually(async () => expect(await isInView(unreadLine(page))).toBe(true));
    for (const text of ['seen', 'line 1.']) expect(await isInView(message(page, text))).toBe(true);
    expect((await numbers(page)).at(-1)).toBeLessThan(150);
    await jump(page).click();
    await eventually(async () => expect(await isInView(message(page, 'line 150.'))).toBe(true));
  });

  it('follows what is posted only from its end', async () => {
    await room(
      'follow',
      Array.from({ length: 40 }, (_, index) => `line ${index + 1}.`),
    );
    await open('follow');
    await message(page, 'line 40.').waitFor();
    await carla.post('follow', 'followed');
    await eventually(async () => expect(await isInView(message(page, 'followed'))).toBe(true));
    await log(page).hover();
    await page.mouse.wheel(0, -500);
    await jump(page).waitFor();
    const before = await scrollTop(page);
    await carla.post('follow', 'not followed');
    await carla.post('follow', 'neither');
    await page.getByRole('button', { name: '2 new messages' }).waitFor();
    expect(await scrollTop(page)).toBe(before);
    await say(page, 'my own');
    await eventually(async () => expect(await isInView(message(page, 'my own'))).toBe(true));
  });

  it('stays at its end where it becomes lower, whichever event tells so first', async () => {
    await room(
      'lower',
      Array.from({ length: 40 }, (_, index) => `line ${index + 1}.`),
    );
    await open('lower');
    await eventually(async () => expect(await belowEnd(page)).toBeLessThan(2));
    // The strip with “Join” and “Decline” comes late, and has two rows on a phone.
    await log(page).evaluate((element) => {
      element.style.height = `${element.clientHeight - 90}px`;
      element.dispatchEvent(new Event('scroll'));
    });
    await eventually(async () => expect(await belowEnd(page)).toBeLessThan(2));
    expect(await page.getByRole('button', { name: 'Jump to latest' }).count()).toBe(0);
  });

  it('never had an error on the page', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
