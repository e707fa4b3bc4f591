import { readFileSync } from 'node:fs';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(new URL('in-page/window-fit.js', import.meta.url), 'utf8');

/** What makes the page larger than its window or has moved in it, a line each. */
export const misfits = (page: Page): Promise<string[]> => page.evaluate(SOURCE);

/** Resolves once the page is as large as its window and has not moved in it. */
export const fitsItsWindow = (page: Page): Promise<void> =>
  eventually(async () => expect(await misfits(page)).toEqual([]));
