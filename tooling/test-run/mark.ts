import { readdirSync, readFileSync } from 'node:fs';

/** The variable that a run of the tests leaves in the environment of whatever is started in it. */
const MARK = 'CONFAB_TEST_RUN';

export interface LeftProcess {
  pid: number;
  command: string;
}

/** For an environment that is made by hand: the mark of the run that this process belongs to, if it does. */
export function markOfRun(run = process.env[MARK]): Record<string, string> {
  return run === undefined ? {} : { [MARK]: run };
}

/** Processes that bear a run's mark. None where there is no `/proc` to look into. */
export function processesOfRun(run: string): LeftProcess[] {
  return pids().flatMap((pid) => {
    if (pid === process.pid) return [];
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${run}`)) return [];
      return [{ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() }];
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return [];
    }
  });
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}
