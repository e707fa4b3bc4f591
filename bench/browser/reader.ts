import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { BigRoom } from './big-room.ts';
import { ROOM } from './big-room.ts';
import { type Memory, watchMemory } from './page-memory.ts';

export interface Frames {
  perSecond: number;
  /** The time between two frames that 99 % stay below, and the longest one. */
  p99GapMs: number;
  longestGapMs: number;
  /** Tasks of 50 ms and more. */
  longTasks: number;
  longestTaskMs: number;
}

/** Somebody who reads the room in a real browser. */
export interface Reader {
  page: Page;
  /** Milliseconds from the click in the lobby until messages are shown. */
  enterFromLobby(): Promise<number>;
  /** Milliseconds from asking for the room's address, with a warm cache, until messages are shown. */
  loadRoom(): Promise<number>;
  record(ms: number): Promise<Frames>;
  /** After a garbage collection. */
  memory(): Promise<Memory>;
  /** Resolves once the page is connected and shows a message with such a text; fails where that does not come. */
  caughtUp(text: string): Promise<void>;
  /** The number of messages that are elements. */
  articles(): Promise<number>;
}

const VIEWPORT = { width: 1280, height: 800 };

export async function signInReader(browser: Browser, { product, viewer }: BigRoom): Promise<Reader> {
  const context: BrowserContext = await browser.newContext({
    baseURL: product.url,
    viewport: VIEWPORT,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.addInitScript({ path: join(import.meta.dirname, 'in-page/recorder.js') });
  const memory = await watchMemory(page);
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username' }).fill(viewer.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(viewer.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox', { name: 'Room name' }).waitFor();
  const articles = page.getByRole('log').getByRole('article');
  return {
    page,
    async enterFromLobby() {
      await page.goto('/');
      const link = page.getByRole('list', { name: 'Rooms' }).getByRole('link', { name: new RegExp(`^${ROOM}`) });
      await link.waitFor();
      return page.evaluate(
        `recorder.clickUntilShown(document.querySelector('main a[href="/rooms/${ROOM}"]'))`,
      ) as Promise<number>;
    },
    async loadRoom() {
      await page.goto(`/rooms/${ROOM}`, { waitUntil: 'commit' });
      return (await page.evaluate('recorder.loadUntilShown()')) as number;
    },
    async record(ms) {
      await page.evaluate('recorder.start()');
      await page.waitForTimeout(ms);
      return framesOf((await page.evaluate('recorder.stop()')) as Recording, ms);
    },
    memory,
    async caughtUp(text) {
      await articles.filter({ hasText: text }).waitFor();
      await page.getByRole('status', { name: 'Connection' }).getByText('Connected', { exact: true }).waitFor();
    },
    articles: () => articles.count(),
  };
}

interface Recording {
  gapsMs: number[];
  longTasksMs: number[];
}

function framesOf({ gapsMs, longTasksMs }: Recording, ms: number): Frames {
  const sorted = gapsMs.toSorted((a, b) => a - b);
  return {
    perSecond: (gapsMs.length * 1_000) / ms,
    p99GapMs: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    longestGapMs: sorted.at(-1) ?? Number.NaN,
    longTasks: longTasksMs.length,
    longestTaskMs: Math.max(0, ...longTasksMs),
  };
}
