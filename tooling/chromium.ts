import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';
import { findExecutable } from './find-executable.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Debian's chromium, headless, or what `CHROMIUM` names. In a run of jest it is one that runs already, with pages of its own: the servers that
 * `CONFAB_TEST_CHROMIUM_URLS` names are shared by the suites, each by those that run one after another.
 */
export async function launchChromium(): Promise<Browser> {
  const { CONFAB_TEST_CHROMIUM_URLS: urls, JEST_WORKER_ID: worker } = process.env;
  if (!urls) return chromium.launch(launchOptions());
  const running = urls.split(' ');
  return chromium.connect(running[(Number(worker) - 1) % running.length] as string);
}

/** A chromium for `launchChromium` of other processes. */
export function serveChromium(): Promise<BrowserServer> {
  return chromium.launchServer({ ...launchOptions(), host: '127.0.0.1' });
}

/** Root has no sandbox, and a build machine asks nobody on the network. */
function launchOptions(): LaunchOptions {
  const executablePath = process.env.CHROMIUM ?? NAMES.map((name) => findExecutable(name)).find(Boolean);
  if (!executablePath) throw new Error('This takes chromium: apt-get install chromium, or set CHROMIUM.');
  return {
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
  };
}
