import { BACKEND_NAMES, type BackendKind } from '../backends/port.ts';

/** What some suites need of the machine, besides Node, npm and git. */
export type Need = BackendKind | 'chromium' | 'desktop' | Program;
/** A program that a suite runs as it stands on the PATH. */
export type Program = 'kubectl' | 'openssl' | 'curl';

/** What a need is called, and the one thing to do for who has not got it. */
export const NEEDS: Readonly<Record<Need, { name: string; bring: string }>> = {
  mongo: { name: BACKEND_NAMES.mongo, bring: 'start Docker, or name the folder of a mongod in CONFAB_BACKENDS_BIN' },
  nats: { name: BACKEND_NAMES.nats, bring: 'apt-get install nats-server' },
  redis: { name: BACKEND_NAMES.redis, bring: 'apt-get install redis-server' },
  chromium: { name: 'a browser', bring: 'apt-get install chromium-headless-shell' },
  desktop: { name: 'a browser with a desktop', bring: 'apt-get install chromium' },
  kubectl: { name: 'kubectl', bring: 'apt-get install kubernetes-client' },
  openssl: { name: 'openssl', bring: 'apt-get install openssl' },
  curl: { name: 'curl', bring: 'apt-get install curl' },
};

/** What a suite says that has a need: the functions that it calls. */
const SAID: readonly (readonly [RegExp, readonly Need[]])[] = [
  [/\btestMongo\b/, ['mongo']],
  [/\btest(Guarded)?Nats\b/, ['nats']],
  [/\btestRedis\b/, ['redis']],
  [/\bstart(Backends|Cluster)\b/, ['mongo', 'nats', 'redis']],
  [/\b(openWorkspace|openEmptyStage|openStage|openFurnishedStage|launchChromium)\b/, ['chromium']],
  [/chromium: 'whole'|\blaunchWithoutCookies\b/, ['desktop']],
  [/\bbuildManifests\b/, ['kubectl', 'openssl']],
  [/\bstartGuardedServers\b/, ['openssl']],
  [/'curl /, ['curl']],
];

/** What a suite needs, by its path and text. Units (`x.test.ts`) need nothing. */
export function needsOf(path: string, text: string): Need[] {
  if (!path.endsWith('.int.test.ts')) return [];
  return [...new Set(SAID.flatMap(([words, needs]) => (words.test(text) ? needs : [])))];
}
