import { eventually } from '@confab/runtime/testing/eventually';
import { freePort } from '../../../../tooling/backends/free-port.ts';
import { type Child, createChild } from '../../../../tooling/child.ts';
import { type Commands, commandsOf, send } from './protocol.ts';

/** MiniBrowser, with a driver of its own: a driver has one session at a time, and a session is one profile. */
export interface Session {
  commands: Commands;
  /** Runs one act after the other: all windows share what commands go to. */
  inTurn<T>(act: () => Promise<T>): Promise<T>;
  /** A window that no tab has yet; resolves with what WebDriver calls it. */
  newWindow(): Promise<string>;
  /** What the browser printed. */
  output(): string;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** The MiniBrowser of the installed WebKitGTK. */
  binary: string;
  /** Of the screen that it is shown on. */
  display: string;
  cookies: 'allowed' | 'blocked';
}

/** The screen has no graphics card behind it, and nobody listens to it. */
const WITHOUT_DESKTOP = { WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' };

export async function openSession(options: SessionOptions): Promise<Session> {
  const port = await freePort();
  const driver = createChild({
    name: 'WebKitWebDriver',
    // By itself it prints nothing.
    command: ['sh', '-c', `echo started; exec WebKitWebDriver --port=${port}`],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DISPLAY: options.display,
      LANG: 'en_GB.UTF-8',
      ...WITHOUT_DESKTOP,
    },
    ready: /started/,
  });
  await driver.start();
  try {
    const commands = await begin(`http://127.0.0.1:${port}`, options);
    return sessionOf(commands, driver);
  } catch (error) {
    await driver.kill();
    throw error;
  }
}

async function begin(url: string, { binary, cookies }: SessionOptions): Promise<Commands> {
  await eventually(async () => void (await send(`${url}/status`, 'GET')), { timeoutMs: 15_000 });
  const args = ['--automation', '--enable-write-console-messages-to-stdout=true'];
  if (cookies === 'blocked') args.push('--cookies-policy=never');
  const { sessionId } = await send<{ sessionId: string }>(`${url}/session`, 'POST', {
    capabilities: {
      alwaysMatch: {
        pageLoadStrategy: 'eager',
        unhandledPromptBehavior: 'accept',
        'webkitgtk:browserOptions': { binary, args },
      },
    },
  });
  return commandsOf(`${url}/session/${sessionId}`);
}

function sessionOf(commands: Commands, driver: Child): Session {
  let last: Promise<unknown> = Promise.resolve();
  let windows = 0;
  return {
    commands,
    inTurn(act) {
      const mine = last.then(act);
      last = mine.catch(() => undefined);
      return mine;
    },
    async newWindow() {
      windows += 1;
      // The session came with one.
      if (windows === 1) return commands.get<string>('/window');
      return (await commands.post<{ handle: string }>('/window/new', { type: 'window' })).handle;
    },
    output: driver.output,
    async close() {
      // This ends the browser.
      await commands.delete().catch(() => undefined);
      await driver.kill();
    },
  };
}
