import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../run.ts';
import { runFaults } from './run.ts';
import { summarise } from './summary.ts';
import { startTestbed } from './testbed/testbed.ts';

/** Violations shown of one rule; the folder has all. */
const SHOWN = 10;

/**
 * `npm run test:faults -- --seed 1 --seconds 120`: a cluster of real processes in which everything fails that can, by a schedule that repeats with
 * its seed (by chance where none is given). Exit code 1 where a rule was broken.
 */
const { values } = parseArgs({ options: { seed: { type: 'string' }, seconds: { type: 'string', default: '120' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const seconds = Number(values.seconds);

await build();
const folder = mkdtempSync(join(tmpdir(), 'confab-faults-'));
console.log(`seed ${seed}, ${seconds} s of faults; logs in ${folder}`);
const testbed = await startTestbed(folder);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => testbed.stop().finally(() => process.exit(1)));
let failed = 0;
try {
  const { history, verdicts, recoveryMs, troubles } = await runFaults({ testbed, seed, seconds, tell: console.log });
  const { reconnects } = history;
  console.log({ ...summarise(history), recoveryMs: Math.round(recoveryMs), reconnects, troubles });
  writeFileSync(join(folder, 'history.json'), JSON.stringify({ seed, seconds, ...history, verdicts }));
  for (const { rule, violations } of verdicts) {
    console.log(`${violations.length === 0 ? 'ok    ' : 'FAILED'} ${rule}`);
    for (const violation of violations.slice(0, SHOWN)) console.log(`         ${violation}`);
    if (violations.length > SHOWN) console.log(`         and ${violations.length - SHOWN} more`);
  }
  failed = verdicts.filter(({ violations }) => violations.length > 0).length;
  if (failed > 0) console.log(`repeat it with --seed ${seed} --seconds ${seconds}; logs and history.json in ${folder}`);
  console.log(`${verdicts.length - failed} passed, ${failed} failed`);
} finally {
  await testbed.stop();
}
process.exit(failed > 0 ? 1 : 0);
