import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest version of a browser that the app runs in. `id`: its name in browserslist. */
export interface OldestBrowser {
  id: string;
  version: string;
}

/** The list in `package.json`, each entry as `safari >= 16.4`. */
export const oldestBrowsers: readonly OldestBrowser[] = readList().map((entry) => {
  const [, id, version] = /^(\w+) >= ([\d.]+)$/.exec(entry) ?? [];
  if (!id || !version) throw new Error(`“${entry}” is no oldest version of a browser`);
  return { id, version };
});

function readList(): readonly string[] {
  const file = join(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { browserslist: string[] }).browserslist;
}

/** The names that Vite has for the browsers of the list. */
const VITE: Readonly<Record<string, string>> = { ios_saf: 'ios' };

/** What Vite lowers scripts and styles to: syntax, and no method. */
export const buildTarget: string[] = oldestBrowsers.map(({ id, version }) => `${VITE[id] ?? id}${version}`);
