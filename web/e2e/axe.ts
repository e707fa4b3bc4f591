import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds against the page as it is shown now, or against the parts of it that `within` selects: one line for each element. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // Colours are judged as they come to rest.
  await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))');
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const where = within === undefined ? 'document' : JSON.stringify(within);
  const found: Violation[] = await page.evaluate(
    `axe.run(${where}, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
