import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowed } from './allowed.ts';
import { tooNewInScript } from './in-scripts.ts';
import { tooNewInStyle } from './in-styles.ts';

/** `node scripts/browsers/check.ts <folder>`: names what the scripts and styles of a build use and a browser of the list lacks. */
const [folder = 'dist'] = process.argv.slice(2);
const used = new Set<string>();
/** The entry of the list that allows a name: of `cursor: pointer` that or `cursor`. */
const entryFor = (name: string) => [name, name.split(':')[0] as string].find((each) => each in allowed);

const complaints = globSync('**/*.{js,css}', { cwd: folder }).flatMap((file) => {
  const code = readFileSync(join(folder, file), 'utf8');
  const found = file.endsWith('.js') ? tooNewInScript(code) : tooNewInStyle(code);
  for (const { name } of found) used.add(entryFor(name) ?? '');
  return found
    .filter(({ name }) => entryFor(name) === undefined)
    .map(({ name, lacking }) => `${file}: ${name} is missing in ${lacking.join(', ')}`);
});
for (const name of Object.keys(allowed))
  if (!used.has(name)) complaints.push(`allowed.ts: nothing uses ${name} any more`);
if (complaints.length > 0) process.stdout.write(`${complaints.join('\n')}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
