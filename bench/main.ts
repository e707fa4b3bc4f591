import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { clusterBench } from './cluster.ts';
import { clusterTable } from './cluster-table.ts';
import { fanOut, type Pinning, type System } from './fan-out.ts';
import type { LoadResult } from './load/room-load.ts';

/** `npm run bench`, `npm run bench -- fan-out`, `npm run bench -- --json`: the cases by name; all of them without one. `--cluster`: those of a cluster instead. */
const CASES = ['fan-out'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, cluster: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !CASES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(', ')}. Cases: ${CASES.join(', ')}.`);
  process.exit(1);
}

if (values.cluster) {
  const measured = await clusterBench((line) => console.error(line));
  console.log(values.json ? JSON.stringify(measured, null, 2) : clusterTable(measured));
  process.exit(0);
}

const pinning = pin();
const results = await fanOut(pinning, (line) => console.error(line));
if (values.json) console.log(JSON.stringify({ case: 'fan-out', pinned: pinning.server.length > 0, results }, null, 2));
else console.log(table(results));

function pin(): Pinning {
  const possible = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;
  if (!possible) console.error('Not pinned: this takes two cores and taskset. Compare with care.');
  return possible
    ? { server: ['taskset', '-c', '0'], generator: ['taskset', '-c', '1'] }
    : { server: [], generator: [] };
}

/** Medians of the rounds. */
function table(results: Record<System, LoadResult[]>): string {
  const columns = ['', 'deliveries/s', 'p50 ms', 'p99 ms', 'CPU µs/delivery', 'KB/idle connection', 'stored', 'wrong'];
  const rows = Object.entries(results).map(([system, rounds]) => [
    system,
    Math.round(median(rounds, 'deliveriesPerSecond')).toLocaleString('en'),
    median(rounds, 'p50Ms').toFixed(1),
    median(rounds, 'p99Ms').toFixed(1),
    median(rounds, 'cpuMicrosPerDelivery').toFixed(1),
    median(rounds, 'idleKb').toFixed(1),
    system === 'confab' ? 'fsync before ack' : 'no',
    String(rounds.reduce((sum, { wrong }) => sum + wrong, 0)),
  ]);
  const confab = median(results.confab, 'deliveriesPerSecond');
  const ratio = (system: System) => (confab / median(results[system], 'deliveriesPerSecond')).toFixed(1);
  const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  return [
    'One room, 100 subscribers, 4 senders, window 4; medians of the rounds:',
    line(columns),
    ...rows.map(line),
    `Confab delivers ${ratio('stock graphql-ws')} times as much as stock graphql-ws, ${ratio('bare ws')} times as much as bare ws.`,
  ].join('\n');
}

function median(rounds: readonly LoadResult[], field: keyof LoadResult): number {
  const sorted = rounds.map((round) => round[field]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
