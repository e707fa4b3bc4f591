import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { findChromium, launchChromium, launchWithoutCookies } from '../../../tooling/chromium.ts';
import { ABOUT_REQUESTS, DESKTOP, type Engine, type Profile, type Tab } from '../port.ts';

/** Chromium, by its own protocol. */
export const chromium: Engine = {
  name: 'Chromium',
  missing: async () => ((await findChromium('whole')) ? undefined : 'apt-get install chromium'),
  async launch() {
    const browser = await launchChromium('whole');
    return {
      newProfile: async ({ cookies } = {}) =>
        cookies === 'blocked' ? openBlocked() : profileOf(await browser.newContext({ locale: 'en-GB' })),
      close: () => browser.close(),
    };
  },
};

/** Settings belong to a browser, not to a context: this is one of its own. */
async function openBlocked(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'confab-acts-chromium-'));
  const profile = profileOf(await launchWithoutCookies(folder, { locale: 'en-GB' }));
  return {
    ...profile,
    async close() {
      await profile.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function profileOf(context: BrowserContext): Profile {
  return {
    async newTab(size = DESKTOP) {
      const page = await context.newPage();
      await page.setViewportSize(size);
      return tabOf(page);
    },
    close: () => context.close(),
  };
}

function tabOf(page: Page): Tab {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !ABOUT_REQUESTS.test(message.text())) complaints.push(message.text());
  });
  return {
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    evaluate: (expression) => page.evaluate(expression),
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    screenshot: () => page.screenshot(),
    complaints: () => complaints,
    close: () => page.close(),
  };
}
