import { driftPercent } from '../load/linear-fit.ts';
import type { Frames, Memory } from './reader.ts';

export interface Result {
  /** Scripts of the sign-in page, and of a room, gzipped. */
  initialKb: number;
  roomKb: number;
  entered: readonly number[];
  loaded: readonly number[];
  rate: number;
  posted: number;
  frames: Frames;
  memory: readonly Memory[];
  /** Messages that are elements, at the end. */
  articles: number;
}

const MISSED = 'MISSED';

/** For people: a line for each figure, and whether its target is met; and whether all of them are. */
export function reportOf(result: Result): { text: string; allMet: boolean } {
  const { frames, memory, articles } = result;
  const enteredMs = median(result.entered);
  const loadedMs = median(result.loaded);
  const rows: [string, string, string][] = [
    ['initial JavaScript, gzipped', `${result.initialKb.toFixed(0)} kB`, verdict('≤ 200', result.initialKb <= 200)],
    ['with what a first room adds', `${result.roomKb.toFixed(0)} kB`, ''],
    ['from the lobby to a shown room', `${enteredMs.toFixed(0)} ms`, verdict('≤ 1000', enteredMs <= 1_000)],
    ['from its address, warm cache', `${loadedMs.toFixed(0)} ms`, verdict('≤ 1000', loadedMs <= 1_000)],
    [`frames/s at ${result.rate} messages/s`, frames.perSecond.toFixed(1), verdict('60', frames.perSecond >= 59)],
    ['99 % of frames follow within', `${frames.p99GapMs.toFixed(0)} ms`, ''],
    ['longest task', `${frames.longestTaskMs.toFixed(0)} ms`, verdict('≤ 100', frames.longestTaskMs <= 100)],
    ['tasks over 50 ms', String(frames.longTasks), ''],
    ['messages posted, elements of them', `${result.posted}, ${articles}`, ''],
  ];
  const late = memory.slice(Math.floor(memory.length / 2));
  const [first, last] = [late[0], late.at(-1)];
  if (first && last && late.length > 2) {
    const drift = driftPercent(late.map(({ heapMb }) => heapMb));
    rows.push([
      'heap over the second half',
      `${first.heapMb.toFixed(1)} to ${last.heapMb.toFixed(1)} MB, trend ${drift.toFixed(1)} %`,
      verdict('flat within 2 %', Math.abs(drift) <= 2),
    ]);
    rows.push(['nodes, first and last', `${first.nodes}, ${last.nodes}`, '']);
  }
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const text = rows
    .map(([label, value, target]) =>
      `${label.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${target}`.trimEnd(),
    )
    .join('\n');
  return { text, allMet: rows.every(([, , target]) => !target.endsWith(MISSED)) };
}

function verdict(target: string, isMet: boolean): string {
  return `${target}: ${isMet ? 'met' : MISSED}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
