import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorld, type World, type WorldSpec, writeWorld } from './world.ts';

/** A small world in a new folder under the system's temporary one, in seconds. */
export async function makeWorld(spec: WorldSpec): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'confab-bench-'));
  await writeWorld(dataDir, spec);
  return openWorld(dataDir);
}
