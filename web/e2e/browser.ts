import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const SCREENSHOTS = join(import.meta.dirname, 'screenshots');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** A machine that builds and tests at the same time is slow now and then. */
const TIMEOUT_MS = 15_000;

/** Debian's chromium, headless. Root has no sandbox, and a build machine asks nobody on the network. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? CHROMIUM.find((path) => existsSync(path));
  if (!executablePath) throw new Error('The browser tests need chromium: apt-get install chromium, or set CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person at one browser: cookies and storage of their own. */
export interface Visitor {
  name: string;
  page: Page;
  context: BrowserContext;
  /** Errors of the page's scripts and what it logged as an error; failed requests left out. */
  complaints: string[];
  screenshot(name: string): Promise<void>;
}

export async function visit(
  browser: Browser,
  url: string,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const viewport = { width: 1100, height: 760 };
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', viewport, ...options });
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection|ERR_/.test(text)) {
      complaints.push(text);
    }
  });
  const visitor: Visitor = {
    name,
    page,
    context,
    complaints,
    screenshot: async (shot) => void (await visitor.page.screenshot({ path: join(SCREENSHOTS, `${shot}.png`) })),
  };
  return visitor;
}
