import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type KeyInput, type Page } from 'puppeteer-core';
import { createChild } from '../../../tooling/child.ts';
import { findExecutable } from '../../../tooling/find-executable.ts';
import { ABOUT_REQUESTS, DESKTOP, type Engine, keysOf, type Profile, type Tab } from '../port.ts';

type Preferences = Record<string, string | number | boolean>;

/** As for somebody in Britain. Nothing is asked of the network but what the acts ask for. */
const PREFERENCES: Preferences = {
  'intl.accept_languages': 'en-GB, en',
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
};
/** "All cookies", of the page of settings about privacy. */
const BLOCKED: Preferences = { ...PREFERENCES, 'network.cookie.cookieBehavior': 2 };

const program = () => process.env.FIREFOX ?? findExecutable('firefox-esr') ?? findExecutable('firefox');

/** Firefox, by WebDriver BiDi. */
export const firefox: Engine = {
  name: 'Firefox',
  missing: async () => (program() ? undefined : 'apt-get install firefox-esr'),
  async launch() {
    const { browser, close } = await start(PREFERENCES);
    return {
      async newProfile({ cookies } = {}) {
        if (cookies !== 'blocked') return profileOf(await browser.createBrowserContext());
        const blocked = await start(BLOCKED);
        return { ...profileOf(blocked.browser.defaultBrowserContext()), close: blocked.close };
      },
      close,
    };
  },
};

/** A Firefox of its own: preferences belong to the process. */
async function start(preferences: Preferences): Promise<{ browser: Browser; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'confab-acts-firefox-'));
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  await writeFile(join(folder, 'user.js'), lines.join(''));
  const child = createChild({
    name: 'Firefox',
    command: [program() as string, '--headless', '--no-remote', '--remote-debugging-port=0', '--profile', folder],
    // Whatever a person's own Firefox keeps at home stays out of it.
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
    ready: /WebDriver BiDi listening on (\S+)/,
  });
  const [, address] = await child.start();
  const browser = await puppeteer.connect({
    browserWSEndpoint: `${address}/session`,
    protocol: 'webDriverBiDi',
    defaultViewport: null,
  });
  return {
    browser,
    async close() {
      await browser.disconnect();
      await child.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function profileOf(context: BrowserContext): Profile {
  return {
    async newTab(size = DESKTOP) {
      const page = await context.newPage();
      await page.setViewport(size);
      await page.evaluateOnNewDocument(ERRORS_IN_WORDS);
      return tabOf(page);
    },
    close: () => context.close(),
  };
}

/** What is logged comes without a handle, and of an error BiDi says no more than that it is one: the page says its words. */
const ERRORS_IN_WORDS = `(() => {
  const inWords = (value) => value instanceof Error ? value.name + ': ' + value.message + '\\n' + value.stack : value;
  const log = console.error;
  console.error = (...values) => log.apply(console, values.map(inWords));
})()`;

function tabOf(page: Page): Tab {
  const complaints: string[] = [];
  const complain = (text: string) => ABOUT_REQUESTS.test(text) || complaints.push(text);
  page.on('pageerror', (error) => complain(String((error as Error).stack ?? error)));
  page.on('console', (message) => void (message.type() === 'error' && complain(message.text())));
  return {
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    async press(chord) {
      const { modifiers, key } = keysOf(chord);
      for (const modifier of modifiers) await page.keyboard.down(modifier as KeyInput);
      await page.keyboard.press(key as KeyInput);
      for (const modifier of modifiers.toReversed()) await page.keyboard.up(modifier as KeyInput);
    },
    type: (text) => page.keyboard.type(text),
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    screenshot: async () => Buffer.from(await page.screenshot()),
    complaints: () => complaints,
    close: () => page.close(),
  };
}
