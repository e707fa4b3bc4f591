import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowed } from './allowed.ts';
import { tooNewInScript } from './in-scripts.ts';
import { tooNewInStyle } from './in-styles.ts';

/** The entry of the list that allows a name: of `cursor: pointer` that or `cursor`. */
const entryFor = (name: string) => [name, name.split(':')[0] as string].find((each) => each in allowed);

/**
 * Names what the scripts and styles in a folder use and a browser of the list lacks, a line each.
 * Names also what `allowed.ts` lets through though nothing in the folder uses it.
 */
export function complaintsAbout(folder: string): string[] {
  const used = new Set<string>();
  const missing = globSync('**/*.{js,css}', { cwd: folder }).flatMap((file) => {
    const code = readFileSync(join(folder, file), 'utf8');
    const found = file.endsWith('.js') ? tooNewInScript(code) : tooNewInStyle(code);
    for (const { name } of found) used.add(entryFor(name) ?? '');
    return found
      .filter(({ name }) => entryFor(name) === undefined)
      .map(({ name, lacking }) => `${file}: ${name} is missing in ${lacking.join(', ')}`);
  });
  const needless = Object.keys(allowed).filter((name) => !used.has(name));
  return [...missing, ...needless.map((name) => `allowed.ts: nothing uses ${name} any more`)];
}
