import type { ClusterCase } from './cluster.ts';
import type { ThroughputResult } from './load/throughput.ts';

/** For people: a line for each case, and what a message costs each kind of process. */
export function clusterTable(measured: readonly { case: ClusterCase; result: ThroughputResult }[]): string {
  const rows = measured.map(({ case: { name }, result }) => {
    const { messagesPerSecond, p50Ms, p99Ms, cpuMicros, wrong, overtook } = result;
    const total = Object.values(cpuMicros).reduce((sum, micros) => sum + micros, 0);
    const shares = Object.entries(cpuMicros).map(([kind, micros]) => `${kind} ${micros.toFixed(0)}`);
    return [
      name,
      `  ${Math.round(messagesPerSecond).toLocaleString('en')} messages/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, ${wrong} lost or doubled, ${overtook} overtook`,
      `  CPU µs a message: ${total.toFixed(0)} (${shares.join(', ')})`,
    ].join('\n');
  });
  return [
    'All on this machine, the load too; stored by a majority, journaled, before the acknowledgement:',
    ...rows,
  ].join('\n');
}
