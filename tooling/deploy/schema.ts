import { createRequire } from 'node:module';
import type { Manifest } from './manifests.ts';

const require = createRequire(import.meta.url);

interface Model {
  validate(): void;
}

/** What has no schema in Kubernetes itself: by kind, the fields its spec must have. */
const CUSTOM: Readonly<Record<string, readonly string[]>> = {
  'monitoring.coreos.com/v1 ServiceMonitor': ['selector', 'endpoints'],
};

/** One line for each way in which the object is none that Kubernetes takes. Schemas of the API, from the package `kubernetes-models`. */
export function schemaViolations(manifest: Manifest): string[] {
  const { apiVersion, kind, metadata } = manifest;
  const name = `${kind} ${metadata?.name}`;
  const custom = CUSTOM[`${apiVersion} ${kind}`];
  if (custom)
    return custom.filter((field) => manifest.spec?.[field] === undefined).map((field) => `${name}: no ${field}`);
  const Kind = modelOf(apiVersion, kind);
  if (!Kind) return [`${name}: there is no ${kind} in ${apiVersion}`];
  try {
    new Kind(manifest).validate();
    return [];
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}

function modelOf(apiVersion: string, kind: string): (new (manifest: Manifest) => Model) | undefined {
  if (!/^[\w./-]+$/.test(apiVersion) || !/^\w+$/.test(kind)) return undefined;
  try {
    return require(`kubernetes-models/${apiVersion}/${kind}`)[kind];
  } catch {
    return undefined;
  }
}
