import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ, man 5 proc). */
const MS_PER_TICK = 10;

/** Processor time of all threads of the process so far, user and system, in milliseconds. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
