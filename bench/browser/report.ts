import { driftPercent } from '../load/linear-fit.ts';
import type { Memory } from './page-memory.ts';
import type { Frames } from './reader.ts';

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

interface Row {
  label: string;
  value: string;
  target?: { text: string; isMet: boolean };
}

/** For people: a line for each figure, and whether its target is met; and whether all of them are. */
export function reportOf(result: Result): { text: string; allMet: boolean } {
  const { frames, memory, articles } = result;
  const enteredMs = median(result.entered);
  const loadedMs = median(result.loaded);
  const rows: Row[] = [
    {
      label: 'initial JavaScript, gzipped',
      value: `${result.initialKb.toFixed(0)} kB`,
      target: { text: '≤ 200', isMet: result.initialKb <= 200 },
    },
    { label: 'with what a first room adds', value: `${result.roomKb.toFixed(0)} kB` },
    {
      label: 'from the lobby to a shown room',
      value: `${enteredMs.toFixed(0)} ms`,
      target: { text: '≤ 1000', isMet: enteredMs <= 1_000 },
    },
    {
      label: 'from its address, warm cache',
      value: `${loadedMs.toFixed(0)} ms`,
      target: { text: '≤ 1000', isMet: loadedMs <= 1_000 },
    },
    {
      label: `frames/s at ${result.rate} messages/s`,
      value: frames.perSecond.toFixed(1),
      target: { text: '60', isMet: frames.perSecond >= 59 },
    },
    { label: '99 % of frames follow within', value: `${frames.p99GapMs.toFixed(0)} ms` },
    {
      label: 'longest task',
      value: `${frames.longestTaskMs.toFixed(0)} ms`,
      target: { text: '≤ 100', isMet: frames.longestTaskMs <= 100 },
    },
    { label: 'tasks over 50 ms', value: String(frames.longTasks) },
    { label: 'messages posted, elements of them', value: `${result.posted}, ${articles}` },
    ...memoryRows(memory),
  ];
  return { text: tableOf(rows), allMet: rows.every(({ target }) => target?.isMet !== false) };
}

function memoryRows(memory: readonly Memory[]): Row[] {
  const late = memory.slice(Math.floor(memory.length / 2));
  const [first, last] = [late[0], late.at(-1)];
  if (!first || !last || late.length <= 2) return [];
  const drift = driftPercent(late.map(({ heapMb }) => heapMb));
  return [
    {
      label: 'heap over the second half',
      value: `${first.heapMb.toFixed(1)} to ${last.heapMb.toFixed(1)} MB, trend ${drift.toFixed(1)} %`,
      target: { text: 'flat within 2 %', isMet: Math.abs(drift) <= 2 },
    },
    { label: 'nodes, first and last', value: `${first.nodes}, ${last.nodes}` },
  ];
}

function tableOf(rows: readonly Row[]): string {
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const valueWidth = Math.max(...rows.map(({ value }) => value.length));
  const lines = rows.map(({ label, value, target }) => {
    const verdict = target ? `${target.text}: ${target.isMet ? 'met' : 'MISSED'}` : '';
    return `${label.padEnd(labelWidth)}  ${value.padStart(valueWidth)}  ${verdict}`.trimEnd();
  });
  return lines.join('\n');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
