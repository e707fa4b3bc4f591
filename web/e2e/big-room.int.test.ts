import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { makeWorld } from '../../bench/data/make-world.ts';
import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { articles, belowEnd, headsOf, isInView, jump, MOST_ARTICLES } from './log-view.ts';
import { openStage, type Stage } from './stage.ts';
import { log, signIn } from './steps.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const ROOM = 'big';
const MESSAGES = 100_000;
const AUTHORS = 5;
const ALONE = { members: { from: 0, count: 1 }, overMs: 3 * DAY_MS };
/** Rooms of one author, who pauses for 576 s after each message, or for 173 s: more or less than what a group spans. */
const PAUSES = { ...ALONE, name: 'pauses', messages: 450 };
const FLOW = { ...ALONE, name: 'flow', messages: 1_500 };
/** Over which the messages are spread evenly, up to now. */
const YEAR_MS = 365 * DAY_MS;

/** As the texts begin: with the place of the message in the room. */
const numbered = (seq: number): string => `${seq}: `;
/** By what is spoken of a message, which leaves out what it quotes. */
const nth = (page: Page, seq: number): Locator =>
  log(page).getByRole('article', { name: new RegExp(`: ${numbered(seq)}`) });

/** The places of the messages in the log, which have to follow one another, and to be few. */
async function held(page: Page): Promise<number[]> {
  const labels = await articles(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  const seqs = labels.map((label) => Number(/: (\d+): /.exec(label)?.[1]));
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  expect(seqs.length).toBeLessThanOrEqual(MOST_ARTICLES);
  return seqs;
}
const first = async (page: Page): Promise<number> => (await held(page))[0] ?? Number.NaN;
const last = async (page: Page): Promise<number> => (await held(page)).at(-1) ?? Number.NaN;

/** Brings a message to an edge of the log, waits for what that loads, and looks whether it is still there, to within 2 px. */
async function staysInPlace(anchor: Locator, block: 'start' | 'end', loaded: () => Promise<void>): Promise<void> {
  const top = await anchor.evaluate((element, edge) => {
    element.scrollIntoView({ block: edge });
    return element.getBoundingClientRect().top;
  }, block);
  await eventually(loaded);
  expect(Math.abs(((await anchor.boundingBox())?.y ?? Number.NaN) - top)).toBeLessThan(2);
}

describe('the timeline of a room with 100,000 messages', () => {
  let stage: Stage;
  let maria: ApiUser;
  let visitor: Visitor;
  let page: Page;

  async function open(more = '', room = ROOM): Promise<void> {
    await page.goto(`/rooms/${room}${more}`);
    await log(page).getByRole('article').first().waitFor();
  }

  async function idOf(seq: number, room = ROOM): Promise<string> {
    const query = `query ($room: String!, $before: String) {
      room(name: $room) { messages(before: $before, last: 1) { edges { node { id } } } }
    }`;
    type Answer = { room: { messages: { edges: { node: { id: string } }[] } } };
    const answer = await maria.call<Answer>(query, { room, before: String(seq + 1) });
    return answer.room.messages.edges[0]?.node.id ?? '';
  }

  /** The index of the search reads 100,000 messages after the start. */
  async function isIndexed(seq: number): Promise<void> {
    const query = `query ($words: String!) { searchMessages(text: $words) { edges { node { seq } } } }`;
    type Answer = { searchMessages: { edges: { node: { seq: number } }[] } };
    const found = async () => (await maria.call<Answer>(query, { words: String(seq) })).searchMessages.edges;
    await eventually(async () => expect(await found()).not.toEqual([]), { timeoutMs: 25_000 });
  }

  /** Goes to where yesterday begins, in a room whose messages are spread evenly. */
  async function openYesterday({ name, messages, overMs }: { name: string; messages: number; overMs: number }) {
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    yesterday.setHours(0, 0, 0, 0);
    const since = Math.floor(((Date.now() - yesterday.getTime()) / overMs) * messages);
    await open(`?message=${await idOf(messages - since, name)}`, name);
    await log(page).getByText('Yesterday', { exact: true }).waitFor();
  }

  beforeAll(async () => {
    const rooms = [{ name: ROOM, members: { from: 0, count: AUTHORS }, messages: MESSAGES }, PAUSES, FLOW];
    const { dataDir } = await makeWorld({ users: AUTHORS, rooms });
    stage = await openStage({ dataDir });
    maria = await registerOverApi(stage.product.url, 'maria');
    for (const { name } of rooms) {
      await maria.join(name);
      await maria.readAll(name);
    }
    visitor = await stage.enter('maria');
    page = visitor.page;
    await signIn(page, 'maria', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('opens at the newest message', async () => {
    await open();
    await eventually(async () => expect(await isInView(nth(page, MESSAGES))).toBe(true));
    expect(await last(page)).toBe(MESSAGES);
    expect(await belowEnd(page)).toBeLessThan(2);
    expect(await jump(page).count()).toBe(0);
  });

  it('keeps what is read in its place, page after page into the past and back', async () => {
    await open();
    await eventually(async () => expect((await held(page)).length).toBeGreaterThan(50));
    for (let pages = 0; pages < 8; pages += 1) {
      const before = await first(page);
      await staysInPlace(nth(page, before + 3), 'start', async () => expect(await first(page)).toBeLessThan(before));
    }
    const oldest = await first(page);
    expect(await last(page)).toBeLessThan(MESSAGES);
    for (let pages = 0; pages < 4; pages += 1) {
      const before = await last(page);
      await staysInPlace(nth(page, before - 3), 'end', async () => expect(await last(page)).toBeGreaterThan(before));
    }
    expect(await first(page)).toBeGreaterThan(oldest);
  });

  it('jumps to what was found in the middle, with its neighbours, and back to the latest', async () => {
    await isIndexed(50_000);
    await open();
    await page.getByRole('button', { name: 'Search messages' }).click();
    const dialog = page.getByRole('dialog', { name: 'Search messages' });
    await dialog.getByRole('searchbox', { name: 'What to look for' }).fill('50000');
    const found = dialog.getByRole('list', { name: 'Found messages' }).getByRole('link');
    await found.filter({ hasText: numbered(50_000) }).click();
    for (const seq of [49_999, 50_000, 50_001]) {
      await nth(page, seq).waitFor();
      await eventually(async () => expect(await isInView(nth(page, seq))).toBe(true));
    }
    await held(page);
    await jump(page).click();
    await eventually(async () => expect(await isInView(nth(page, MESSAGES))).toBe(true));
    expect(await last(page)).toBe(MESSAGES);
    expect(await jump(page).count()).toBe(0);
  });

  it('begins each day with a line', async () => {
    await openYesterday({ name: ROOM, messages: MESSAGES, overMs: YEAR_MS });
    /** On which day each message was sent, in order; null for the line of a day. */
    const days = await log(page)
      .locator('.divider.day, article')
      .evaluateAll((all) =>
        all.map((row) => {
          const at = row.querySelector('time')?.getAttribute('datetime');
          return at ? new Date(at).toDateString() : null;
        }),
      );
    expect(new Set(days).size).toBeGreaterThan(2);
    for (const [index, day] of days.entries()) {
      const [before, above] = [days[index - 2], days[index - 1]];
      if (day === null) continue;
      if (above === null) expect(day).not.toBe(before);
      else expect(day).toBe(above);
    }
  });

  it('heads each message of one author after a pause, and without one the first of a day', async () => {
    await openYesterday(PAUSES);
    const paused = await headsOf(page);
    expect(paused.filter((row) => row === true).length).toBeGreaterThan(20);
    expect(paused).not.toContain(false);
    await openYesterday(FLOW);
    const flow = await headsOf(page);
    expect(flow.filter((row) => row === 'day').length).toBeGreaterThan(1);
    expect(flow.filter((row) => row === false).length).toBeGreaterThan(20);
    for (const [index, row] of flow.entries()) if (row !== 'day') expect(row).toBe(flow[index - 1] === 'day');
  });

  it('leads from what an answer quotes of the beginning', async () => {
    await maria.post(ROOM, `${numbered(MESSAGES + 1)}an answer`, await idOf(1));
    await open();
    await nth(page, MESSAGES + 1)
      .getByRole('button', { name: /^In reply to/ })
      .click();
    await nth(page, 1).waitFor();
    await eventually(async () => expect(await isInView(nth(page, 1))).toBe(true));
    expect(await first(page)).toBe(1);
  });

  it('joins the live end from the depth without a gap or a double', async () => {
    const from = MESSAGES - 400;
    await open(`?message=${await idOf(from)}`);
    await nth(page, from).waitFor();
    const seen = new Set(await held(page));
    const end = MESSAGES + 2;
    await maria.post(ROOM, `${numbered(end)}posted meanwhile`);
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    expect(await last(page)).toBeLessThan(MESSAGES);
    await log(page).hover();
    await eventually(
      async () => {
        await page.mouse.wheel(0, 2_000);
        for (const seq of await held(page)) seen.add(seq);
        expect(await jump(page).count()).toBe(0);
      },
      { timeoutMs: 15_000 },
    );
    const oldest = Math.min(...seen);
    expect(oldest).toBeLessThan(from);
    expect([...seen]).toEqual(Array.from({ length: end - oldest + 1 }, (_, index) => oldest + index));
    await maria.post(ROOM, `${numbered(end + 1)}posted live`);
    await eventually(async () => expect(await isInView(nth(page, end + 1))).toBe(true));
    expect(await last(page)).toBe(end + 1);
  });

  it('never had an error on the page', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
