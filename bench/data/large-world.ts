import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { cp, mkdtemp, open, readdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../case.ts';
import { bringUpToDate } from './log-writer.ts';
import { openWorld, type World, type WorldSpec, writeWorld } from './world.ts';

/** Grows when `writeWorld` writes something else for the same spec. What the product itself changes it upcasts and rebuilds. */
const VERSION = 2;

export interface LargeWorld extends World {
  /** Messages in `big`. */
  messages: number;
  rooms: number;
  /** Members of `plaza`. */
  crowd: number;
}

/** Rooms that the cases look at: `big` and `empty`, both with members 0 to 99; `plaza`, with the crowd; and so many that nobody looks at. */
export async function largeWorld({ isShort, progress }: Pick<Bench, 'isShort' | 'progress'>): Promise<LargeWorld> {
  const scale = isShort ? 0.05 : 1;
  const size = { messages: 1_000_000 * scale, rooms: 10_000 * scale, crowd: 5_000 * scale };
  const spec = specOf(size);
  const cache = join(tmpdir(), `confab-bench-world-${keyOf(spec)}`);
  if (!existsSync(cache)) {
    const began = performance.now();
    const unfinished = await mkdtemp(`${cache}-`);
    await writeWorld(unfinished, spec);
    await rename(unfinished, cache);
    const seconds = (performance.now() - began) / 1000;
    progress(`wrote ${size.messages} messages and ${size.rooms} rooms in ${seconds.toFixed(0)} s, kept in ${cache}`);
  }
  await bringUpToDate(cache);
  const world = await openWorld(await copyOf(cache));
  return { ...world, ...size };
}

function specOf({ messages, rooms, crowd }: Pick<LargeWorld, 'messages' | 'rooms' | 'crowd'>): WorldSpec {
  const members = { from: 0, count: 100 };
  const others = Array.from({ length: rooms - 3 }, (_, i) => ({ name: `room-${i}`, members: { from: i % crowd, count: 1 } }));
  return {
    users: crowd,
    rooms: [
      { name: 'big', members, messages },
      { name: 'empty', members },
      { name: 'plaza', members: { from: 0, count: crowd } },
      ...others,
    ],
  };
}

function keyOf(spec: WorldSpec): string {
  return createHash('sha256').update(JSON.stringify({ VERSION, spec })).digest('hex').slice(0, 12);
}

/** On disk before anything is measured: what the system writes out later would be measured with it. */
async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'confab-bench-'));
  await cp(folder, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  for (const name of await readdir(copy)) {
    const file = await open(join(copy, name), 'r+');
    await file.sync();
    await file.close();
  }
  return copy;
}
