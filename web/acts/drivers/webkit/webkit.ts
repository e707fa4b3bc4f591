import { globSync } from 'node:fs';
import { findExecutable } from '../../../../tooling/find-executable.ts';
import { type Browser, DESKTOP, type Engine, type Profile } from '../../port.ts';
import { openDisplay } from './display.ts';
import { openSession, type Session } from './session.ts';
import { openTab } from './tab.ts';

/** Where Debian's libraries keep the browser that tries them. */
const MINI_BROWSER = '/usr/lib/*/webkit2gtk-4.*/MiniBrowser';

const miniBrowser = () => process.env.MINIBROWSER ?? globSync(MINI_BROWSER).toSorted().at(-1);
const isThere = () => Boolean(miniBrowser() && findExecutable('WebKitWebDriver') && findExecutable('Xvfb'));

/** WebKitGTK, by WebDriver: the nearest to Safari and to every browser of an iPhone that Debian has. */
export const webkit: Engine = {
  name: 'WebKit',
  missing: async () => (isThere() ? undefined : 'apt-get install webkit2gtk-driver xvfb'),
  async launch(): Promise<Browser> {
    const display = await openDisplay();
    const sessions = new Set<Session>();
    const binary = miniBrowser() as string;
    return {
      async newProfile({ cookies = 'allowed' } = {}) {
        const session = await openSession({ binary, display: display.name, cookies });
        sessions.add(session);
        return profileOf(session, () => sessions.delete(session));
      },
      async close() {
        await Promise.all([...sessions].map((session) => session.close()));
        await display.close();
      },
    };
  },
};

function profileOf(session: Session, onClose: () => void): Profile {
  return {
    newTab: (size = DESKTOP) => openTab(session, size),
    async close() {
      onClose();
      await session.close();
    },
  };
}
