import { type Figure, SYSTEMS, type System, type Target } from './case.ts';
import { type CaseResult, medianOf } from './run-case.ts';
import { judge } from './verdict.ts';

/** For people: one table, a line for each figure of each case, medians of the rounds, and whether Confab's targets are met. */
export function tableOf(results: readonly CaseResult[]): string {
  const systems = SYSTEMS.filter((system) => results.some(({ rounds }) => rounds[system]));
  const rows = results.flatMap((result) =>
    Object.entries(result.case.figures).map(([key, figure], i) => [
      i === 0 ? result.case.name : '',
      figure.label,
      ...systems.map((system) => cell(result, { system, key, figure })),
      (figure.targets ?? []).map((target) => inWords(result, { key, figure, target })).join('; '),
    ]),
  );
  const head = ['case', 'figure', ...systems, 'target'];
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((text, i) => (i > 1 && i < head.length - 1 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

function cell(result: CaseResult, { system, key, figure }: { system: System; key: string; figure: Figure }): string {
  const value = medianOf(result, system, key);
  return value === undefined ? '' : shown(value, figure.digits);
}

function inWords(result: CaseResult, { key, figure, target }: { key: string; figure: Figure; target: Target }): string {
  const bound = 'atLeast' in target ? `≥ ${shown(target.atLeast, 0, 2)}` : `≤ ${shown(target.atMost, 0, 2)}`;
  const aim = target.times === undefined ? bound : `${bound} × ${target.times}`;
  const verdict = judge(result, key, target);
  if (!verdict) return aim;
  const reached = target.times === undefined ? shown(verdict.reached, figure.digits) : verdict.reached.toFixed(2);
  return verdict.isMet
    ? `${aim}: met${target.times === undefined ? '' : `, ${reached}`}`
    : `${aim}: MISSED, ${reached}`;
}

function shown(value: number, digits: number, most = digits): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: most });
}
