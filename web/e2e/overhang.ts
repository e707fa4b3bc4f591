import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(new URL('in-page/overhang.js', import.meta.url), 'utf8');

/** Parts of the page that can be scrolled sideways though they should not, a line each. */
export function overhang(page: Page): Promise<string[]> {
  return page.evaluate(SOURCE);
}
