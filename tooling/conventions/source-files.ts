import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.ts';

const OUTSIDE = ['**/node_modules/**', '**/dist/**', 'tooling/import-rules/fixture/**'];

/** Paths from the root of the files that fit the pattern, sorted; builds, installed packages and fixtures left out. */
export function filesMatching(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT, exclude: OUTSIDE }).sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
