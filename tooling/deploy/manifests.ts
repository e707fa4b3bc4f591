import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../run.ts';

/** A Kubernetes object as kustomize prints it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec?: Record<string, unknown>;
  data?: Record<string, unknown>;
  stringData?: Record<string, unknown>;
}

const DEPLOY = join(ROOT, 'deploy');

export function foldersIn(folder: string): string[] {
  return readdirSync(join(DEPLOY, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Builds a folder below `deploy` with `kubectl kustomize`. Throws with what that printed where it cannot. */
export function buildManifests(folder: string): Manifest[] {
  const { status, stdout, stderr, error } = spawnSync('kubectl', ['kustomize', join(DEPLOY, folder)], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw new Error(`kubectl is not there: ${error.message}`);
  if (status !== 0) throw new Error(`${folder}: ${stderr}`);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
}

/** Builds the base together with these components, as an overlay of its own would. */
export function buildCombination(components: readonly string[]): Manifest[] {
  const folder = mkdtempSync(join(DEPLOY, 'overlays', '.combination-'));
  try {
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'confab',
      resources: ['../../base'],
      components: components.map((name) => `../../components/${name}`),
      images: ['auth', 'gateway', 'messages', 'rooms'].map((name) => ({ name: `confab/${name}`, newTag: 'any' })),
    };
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    return buildManifests(relative(DEPLOY, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
