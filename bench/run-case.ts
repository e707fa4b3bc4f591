import type { Bench, BenchCase, Figures, System } from './case.ts';

/** What was measured of each system, a line for each round. */
export type Rounds = Partial<Record<System, Figures[]>>;

export interface CaseResult {
  case: BenchCase;
  rounds: Rounds;
}

/** The systems take turns, so that what else the machine does hits all of them alike. */
export async function runCase(one: BenchCase, bench: Bench, rounds: number): Promise<CaseResult> {
  const systems = one.systems.filter((system) => bench.systems.includes(system));
  const results: Rounds = {};
  const open = await one.open(bench);
  try {
    for (let round = 1; round <= (one.rounds ?? rounds); round += 1) {
      for (const system of systems) {
        const figures = await open.round(system);
        results[system] = [...(results[system] ?? []), figures];
        bench.progress(`${one.name} ${round} ${system}: ${inWords(one, figures)}`);
      }
    }
  } finally {
    await open.close();
  }
  return { case: one, rounds: results };
}

/** The median of the rounds; undefined where the system does not have the figure. */
export function medianOf({ rounds }: CaseResult, system: System, figure: string): number | undefined {
  const values = (rounds[system] ?? []).flatMap((figures) => figures[figure] ?? []).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}

function inWords({ figures }: BenchCase, measured: Figures): string {
  return Object.entries(figures)
    .filter(([key]) => measured[key] !== undefined)
    .map(([key, { label, digits }]) => `${(measured[key] as number).toFixed(digits)} ${label}`)
    .join(', ');
}
