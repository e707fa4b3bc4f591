import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BaselineRatio, isTooMuch, lossSince, ratioOf } from './baseline.ts';
import { CASES } from './cases/all.ts';
import { pin } from './pinning.ts';
import { type CaseResult, runCase } from './run-case.ts';

/**
 * `npm run bench:check`: measures, in short, what `baseline.json` names, and fails where Confab has lost more than a fifth against its peer, or a message.
 * `--rounds N` instead of five; `--update` writes the ratios of this run down as the new baseline.
 */
const FILE = join(import.meta.dirname, 'baseline.json');
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, update: { type: 'boolean', default: false } },
});
const baseline = JSON.parse(readFileSync(FILE, 'utf8')) as BaselineRatio[];
const pinning = pin();

const now: BaselineRatio[] = [];
let failed = 0;
for (const one of CASES.filter(({ name }) => baseline.some(({ case: named }) => named === name))) {
  const compared = baseline.filter(({ case: named }) => named === one.name);
  const systems = ['confab' as const, ...new Set(compared.map(({ peer }) => peer))];
  const progress = (line: string) => console.error(line);
  const bench = { pinning, isShort: true, minutes: 0, systems, progress };
  const result = await runCase(one, bench, Number(values.rounds));
  for (const before of compared) compare(result, before);
  const wrong = (result.rounds.confab ?? []).reduce((sum, figures) => sum + (figures.wrong ?? 0), 0);
  if (wrong > 0) {
    failed += 1;
    console.log(`FAILED ${one.name}: ${wrong} lost, doubled or out of order`);
  }
}
if (values.update) writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`);
else if (failed > 0) process.exit(1);

function compare(result: CaseResult, before: BaselineRatio): void {
  const ratio = ratioOf(result, before);
  now.push({ ...before, ratio: Number(ratio.toFixed(3)) });
  const loss = lossSince(before, ratio);
  if (isTooMuch(loss)) failed += 1;
  const verdict = isTooMuch(loss) ? 'FAILED' : 'ok    ';
  const change = `${loss > 0 ? 'lost' : 'won'} ${Math.abs(loss * 100).toFixed(0)} %`;
  console.log(
    `${verdict} ${before.case}: ${before.figure} ${ratio.toFixed(2)} × ${before.peer}, baseline ${before.ratio}, ${change}`,
  );
}
