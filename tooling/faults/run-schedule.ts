import { describeFault, type PlannedFault } from './fault.ts';
import type { Injector, Undo } from './injector.ts';

export interface RunScheduleOptions {
  faults: readonly PlannedFault[];
  injector: Injector;
  /** Milliseconds since the run began. */
  now(): number;
  /** A line for each thing that is done. */
  tell(line: string): void;
}

/** Does the faults at their times. Resolves once the last has been taken back. */
export async function runSchedule({ faults, injector, now, tell }: RunScheduleOptions): Promise<void> {
  const at = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms - now())));

  await Promise.all(
    faults.map(async ({ fault, beginMs, endMs }) => {
      await at(beginMs);
      const name = describeFault(fault);
      let undo: Undo | undefined;
      try {
        const begun = await injector.begin(fault);
        undo = begun.undo;
        tell(`${name}${begun.victims.length > 0 ? ` [${begun.victims.join(', ')}]` : ''}`);
      } catch (error) {
        tell(`${name} could not be done: ${(error as Error).message}`);
      }
      if (endMs === beginMs) return;
      await at(endMs);
      await undo?.();
      tell(`  over: ${name}`);
    }),
  );
}
