import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const SCRIPTS =
  "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))";

/** Opens a page and adds up what the scripts weigh that it loads before it comes to rest, gzipped, in bytes. Rejects where there are none. */
export async function scriptBytes(page: Page, path: string): Promise<number> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  const scripts = await page.evaluate<string[]>(SCRIPTS);
  if (scripts.length === 0) throw new Error(`${path} loads no scripts`);
  const sizes = scripts.map(async (url) => gzipSync(await (await fetch(url)).bytes(), { level: 9 }).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size);
}
