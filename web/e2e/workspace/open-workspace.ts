import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD } from '../../../tooling/workspace/people.ts';
import { copyWorkspace, type WorkspaceOptions } from '../../../tooling/workspace/workspace.ts';
import { openStage, type Stage, type StageOptions } from '../stage.ts';

/** Whoever may sign in to the furnished workspace: the one it is furnished for, and its administrator. */
export { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD };

type Options = Pick<StageOptions, 'env' | 'chromium'>;

/** A stage on a copy of the furnished workspace. */
export async function openWorkspace({ env, chromium, ...options }: WorkspaceOptions & Options = {}): Promise<Stage> {
  const dataDir = await newFolder();
  await copyWorkspace(dataDir, options);
  return openStage({ dataDir, ...(env && { env }), ...(chromium && { chromium }) });
}

/** A stage on a server that nobody has used yet: for what only happens there, and for tests that count all there is. */
export async function openEmptyStage(options: Options = {}): Promise<Stage> {
  return openStage({ dataDir: await newFolder(), ...options });
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'confab-e2e-'));
}
