/**
 * Runs vue-tsc on the TypeScript that this package installs for itself. The root's TypeScript 7 has no JavaScript API, which the
 * compiler of `.vue` files needs, and vue-tsc, hoisted to the root, would find that one first.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { run } from 'vue-tsc';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.argv.push('--noEmit', '-p', 'tsconfig.json');
run(createRequire(import.meta.url).resolve('typescript/lib/tsc'));
