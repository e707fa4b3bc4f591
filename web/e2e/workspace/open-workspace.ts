import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD } from '../../../tooling/workspace/people.ts';
import { copyWorkspace, type WorkspaceOptions } from '../../../tooling/workspace/workspace.ts';
import { openStage, type Stage, type StageOptions } from '../stage.ts';

/** Whoever may sign in to the furnished workspace: the one it is furnished for, and its administrator. */
export { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD };

/** A stage on a copy of the furnished workspace. */
export async function openWorkspace({ env, ...options }: WorkspaceOptions & StageOptions = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'confab-e2e-'));
  await copyWorkspace(dataDir, options);
  return openStage({ ...(env && { env }), dataDir });
}
