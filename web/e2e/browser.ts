import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

const SCREENSHOTS = join(import.meta.dirname, 'screenshots');
/** A machine that builds and tests at the same time is slow now and then. */
const TIMEOUT_MS = 15_000;

/** One person at one browser: cookies and storage of their own. */
export interface Visitor {
  name: string;
  page: Page;
  context: BrowserContext;
  /** Errors of the page's scripts and what it logged as an error; failed requests left out. */
  complaints: string[];
  screenshot(name: string): Promise<void>;
}

/**
 * Resolves once a frame was drawn with what the page has changed to, and its listeners were told: of another size before the frame
 * (https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering), of what began to move in it.
 */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
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
