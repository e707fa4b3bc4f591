import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, SYSTEMS } from './case.ts';
import { CASES } from './cases/all.ts';
import { clusterBench } from './cluster.ts';
import { clusterTable } from './cluster-table.ts';
import { pin } from './pinning.ts';
import { type CaseResult, runCase } from './run-case.ts';
import { tableOf } from './table.ts';

/**
 * `npm run bench -- <case>…`: the cases by name, all but the soak without one. `--rounds N`: instead of five. `--short`: seconds
 * instead of minutes. `--systems confab,bare ws`: these alone. `--minutes N`: of the soak. `--json`: every round's figures. `--cluster`: the cases of a cluster instead.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    systems: { type: 'string', default: SYSTEMS.join() },
    minutes: { type: 'string', default: '30' },
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    cluster: { type: 'boolean', default: false },
  },
});

if (values.cluster) {
  const measured = await clusterBench((line) => console.error(line));
  console.log(values.json ? JSON.stringify(measured, null, 2) : clusterTable(measured));
  process.exit(0);
}

const names = CASES.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
const rounds = Number(values.rounds);
const minutes = Number(values.minutes);
if (unknown.length > 0) refuse(`There is no case ${unknown.join(', ')}. Cases: ${names.join(', ')}.`);
if (!(Number.isInteger(rounds) && rounds > 0)) refuse('--rounds takes a whole number from 1.');
const systems = values.systems
  .split(',')
  .map((name) => SYSTEMS.find((system) => system === name) ?? refuse(`No system ${name}.`));
if (!(minutes > 0)) refuse('--minutes takes a number above 0.');

const bench: Bench = {
  pinning: pin(),
  isShort: values.short,
  minutes,
  systems,
  progress: (line) => console.error(line),
};
const results: CaseResult[] = [];
for (const one of CASES.filter(({ name }) =>
  positionals.length === 0 ? name !== 'soak' : positionals.includes(name),
)) {
  results.push(await runCase(one, bench, rounds));
}
console.log(values.json ? JSON.stringify(inFull(results), null, 2) : tableOf(results));

function inFull(all: readonly CaseResult[]) {
  const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version };
  const pinned = bench.pinning.server.length > 0;
  return { machine, pinned, cases: all.map(({ case: { name }, rounds: of }) => ({ name, rounds: of })) };
}

function refuse(why: string): never {
  console.error(why);
  process.exit(1);
}
