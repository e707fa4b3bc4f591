import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../run.ts';

export interface WorkspaceOptions {
  /** The same seed makes the same people, rooms and words. Times are those of the day. */
  seed?: number;
  rooms?: number;
}

const MAKE = join(import.meta.dirname, 'make.ts');
const MADE = join(ROOT, 'node_modules/.cache/confab-workspaces');

/**
 * A data folder with a furnished workspace, to be copied and never to be served from. The built product makes it in some seconds, once for each
 * seed, number of rooms, day and build; those of other days are removed.
 */
export async function workspaceFolder({ seed = 1, rooms = 36 }: WorkspaceOptions = {}): Promise<string> {
  const folder = join(MADE, `${today()}-${await buildDigest()}-${rooms}-${seed}`);
  if (existsSync(folder)) return folder;
  const made = `${folder}-${process.pid}`;
  await mkdir(MADE, { recursive: true });
  try {
    await promisify(execFile)(process.execPath, [MAKE, made, String(seed), String(rooms)]);
    // Somebody else may have made the same at the same time.
    await rename(made, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(made, { recursive: true, force: true });
    await removeOthers();
  }
  return folder;
}

/** A copy that can be served from. */
export async function copyWorkspace(to: string, options?: WorkspaceOptions): Promise<void> {
  await cp(await workspaceFolder(options), to, { recursive: true });
}

async function removeOthers(): Promise<void> {
  const old = (await readdir(MADE)).filter((name) => !name.startsWith(today()));
  await Promise.all(old.map((name) => rm(join(MADE, name), { recursive: true, force: true })));
}

/** Changes with whatever decides what is written. */
async function buildDigest(): Promise<string> {
  const parts = ['proto/{dist,text/dist}/**/*.js', 'services/*/dist/**/*.js', 'tooling/workspace/*.ts'];
  const hash = createHash('sha256');
  for (const file of globSync(parts, { cwd: ROOT }).toSorted()) {
    hash.update(file).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
