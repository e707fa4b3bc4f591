import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserServer,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { bundledShell } from './bundled-shell.ts';
import { findExecutable } from './find-executable.ts';

/** `shell`: without windows and desktop, at an eighth of the work for a page. `whole`: with them, for what only a desktop has. */
export type ChromiumKind = 'shell' | 'whole';

const NAMES: Readonly<Record<ChromiumKind, readonly string[]>> = {
  shell: ['chromium-headless-shell', 'chrome-headless-shell'],
  whole: ['chromium', 'chromium-browser', 'google-chrome'],
};
type Launched = Pick<LaunchOptions, 'executablePath' | 'env'>;

/** Whether a chromium of this kind can be had. */
export async function findChromium(kind: ChromiumKind): Promise<boolean> {
  return (await executableOf(kind)) !== undefined;
}

/**
 * A headless chromium. In a run of jest a shell is one that runs already, with pages of its own: the servers that `CONFAB_TEST_CHROMIUM_URLS` names are
 * shared by the suites, each by those that run one after another.
 */
export async function launchChromium(kind: ChromiumKind = 'shell'): Promise<Browser> {
  const { CONFAB_TEST_CHROMIUM_URLS: urls, JEST_WORKER_ID: worker } = process.env;
  if (!urls || kind === 'whole') return chromium.launch(await chromiumOptions(kind));
  const running = urls.split(' ');
  return chromium.connect(running[(Number(worker) - 1) % running.length] as string);
}

/**
 * A shell for `launchChromium` of other processes. Its pages live for seconds. Optimising their scripts takes
 * an eighth of their processor's time, and they end before that pays.
 */
export async function serveChromium(): Promise<BrowserServer> {
  const options = await chromiumOptions('shell');
  const args = [...(options.args ?? []), '--js-flags=--no-opt,--no-maglev'];
  return chromium.launchServer({ ...options, args, host: '127.0.0.1' });
}

/** What `CHROMIUM` names, else Debian's; for a shell also the one that npm brings, and at last a whole one. */
async function executableOf(kind: ChromiumKind): Promise<Launched | undefined> {
  const executablePath = process.env.CHROMIUM || NAMES[kind].map((name) => findExecutable(name)).find(Boolean);
  if (executablePath) return { executablePath };
  return kind === 'shell' ? ((await bundledShell()) ?? executableOf('whole')) : undefined;
}

/** What the settings of chromium write down when somebody blocks all cookies, and with them the storage of pages. */
const COOKIES_BLOCKED = { profile: { default_content_setting_values: { cookies: 2 } } };

/** A whole chromium of somebody who blocks cookies, with its profile in that folder: a shell asks no profile what is blocked. */
export async function launchWithoutCookies(
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = join(folder, 'Default');
  await mkdir(profile, { recursive: true });
  await writeFile(join(profile, 'Preferences'), JSON.stringify(COOKIES_BLOCKED));
  return chromium.launchPersistentContext(folder, { ...(await chromiumOptions('whole')), ...options });
}

/** Root has no sandbox, and a build machine asks nobody on the network. */
async function chromiumOptions(kind: ChromiumKind): Promise<LaunchOptions> {
  const launched = await executableOf(kind);
  if (launched === undefined) throw new Error('This takes chromium: apt-get install chromium, or set CHROMIUM.');
  return {
    ...launched,
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
