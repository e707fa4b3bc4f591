import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { NEEDS, type Need } from './needs.ts';

/** A suite that is not run, and what this machine lacks for it. */
export interface LeftOut {
  path: string;
  lacks: readonly Need[];
}

/** Names the file by which jest's process tells the one that started it what was left out. */
export const LEFT_OUT_FILE = 'CONFAB_TEST_LEFT_OUT';

/** Hands on what is left out; where nobody waits for it, says it at once. */
export function tellLeftOut(suites: readonly LeftOut[]): void {
  const file = process.env[LEFT_OUT_FILE];
  if (file !== undefined) writeFileSync(file, JSON.stringify(suites));
  else for (const line of linesOf(suites)) console.log(line);
}

/** What was told there. */
export function readLeftOut(file: string): LeftOut[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LeftOut[]) : [];
}

/** A heading, and a line for each thing that is missing: how many suites wait for it, and what brings it. None where nothing is left out. */
export function linesOf(suites: readonly LeftOut[]): string[] {
  if (suites.length === 0) return [];
  const lacking = new Set(suites.flatMap(({ lacks }) => lacks));
  const lines = [...lacking].map((need) => {
    const count = suites.filter(({ lacks }) => lacks.includes(need)).length;
    return `  ${count} on ${NEEDS[need].name}: ${NEEDS[need].bring}`;
  });
  return [`Left out: ${counted(suites.length)} that this machine has not got everything for.`, ...lines];
}

function counted(count: number): string {
  return count === 1 ? '1 suite' : `${count} suites`;
}
