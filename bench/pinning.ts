import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** What a command is started through, so that server and load do not share a core; empty where the machine has one core or no taskset. */
export interface Pinning {
  server: readonly string[];
  load: readonly string[];
}

/** The server gets the first core, the load the second. */
export function pin(): Pinning {
  const possible = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;
  if (!possible) console.error('Not pinned: this takes two cores and taskset. Compare with care.');
  return possible ? { server: ['taskset', '-c', '0'], load: ['taskset', '-c', '1'] } : { server: [], load: [] };
}
