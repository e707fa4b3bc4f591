import { readFileSync } from 'node:fs';
import swc from '@swc/core';
import { parse } from '@vue/compiler-sfc';

const { parseFileSync } = swc;

/**
 * Lets dependency-cruiser read `.vue` files. It hands whole components to swc, which reads only
 * scripts and crashes. Its other parsers are no way out: acorn knows no types, and `tsc` needs a
 * TypeScript below 7. The fixture proves that components are read.
 */
export function readVueFiles() {
  swc.parseFileSync = (file, options) =>
    file.endsWith('.vue') ? swc.parseSync(scriptOf(file), options) : parseFileSync(file, options);
}

/** Returns what the scripts of a component say. */
function scriptOf(file) {
  const { script, scriptSetup } = parse(readFileSync(file, 'utf8')).descriptor;
  return [script, scriptSetup].map((block) => block?.content ?? '').join('\n');
}
