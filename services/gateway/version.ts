import { readFileSync } from 'node:fs';

/** The package lies beside this file, or above it where it is built. */
const PACKAGE = new URL(import.meta.url.endsWith('.ts') ? './package.json' : '../package.json', import.meta.url);

/** The version of this program: all packages have the same one. Read once. */
export const VERSION: string = JSON.parse(readFileSync(PACKAGE, 'utf8')).version;
