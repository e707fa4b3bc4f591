import { type Browser, chromium } from 'playwright-core';
import { findExecutable } from './find-executable.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Debian's chromium, headless, or what `CHROMIUM` names. Root has no sandbox, and a build machine asks nobody on the network. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? NAMES.map((name) => findExecutable(name)).find(Boolean);
  if (!executablePath) throw new Error('This takes chromium: apt-get install chromium, or set CHROMIUM.');
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
