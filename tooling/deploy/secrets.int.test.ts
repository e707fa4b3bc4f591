import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../run.ts';
import { buildManifests, foldersIn, type Manifest } from './manifests.ts';
import { schemaViolations } from './schema.ts';

function makeSecrets(env: Record<string, string> = {}): Manifest[] {
  const printed = execFileSync(join(ROOT, 'deploy/secrets.sh'), {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return parseAllDocuments(printed).map((document) => document.toJS() as Manifest);
}

const valuesOf = (secrets: readonly Manifest[]) =>
  Object.fromEntries(
    secrets.flatMap(({ metadata, stringData = {} }) =>
      Object.entries(stringData).map(([key, value]) => [`${metadata.name}/${key}`, String(value)]),
    ),
  );

/** `secret/key` of each variable that a manifest takes from a secret. */
function askedFor(manifests: readonly Manifest[]): string[] {
  const asked = JSON.stringify(manifests).matchAll(/"secretKeyRef":\{"key":"([^"]+)","name":"([^"]+)"\}/g);
  return [...new Set([...asked].map(([, key, name]) => `${name}/${key}`))];
}

describe('deploy/secrets.sh', () => {
  it('prints secrets that Kubernetes takes', () => {
    const secrets = makeSecrets();
    expect(secrets.flatMap(schemaViolations)).toEqual([]);
    expect(secrets.map(({ kind }) => kind)).toEqual(['Secret', 'Secret', 'Secret']);
  });

  it.each(foldersIn('overlays'))('has all that the overlay %s asks for', (overlay) => {
    const asked = askedFor(buildManifests(`overlays/${overlay}`));
    expect(asked).not.toHaveLength(0);
    expect(Object.keys(valuesOf(makeSecrets()))).toEqual(expect.arrayContaining(asked));
  });

  it('gives everybody another password, and another in each run', () => {
    const [first, second] = [valuesOf(makeSecrets()), valuesOf(makeSecrets())];
    const all = [...Object.values(first), ...Object.values(second)];
    expect(new Set(all).size).toBe(all.length);
    for (const [name, value] of Object.entries(first)) {
      if (name.endsWith('-password')) expect(value).toMatch(/^p[0-9a-f]{32}$/);
    }
    expect(first['confab-mongodb-members/keyfile']).toMatch(/^[\w+/]{300,1000}$/);
  });

  it('puts the password of each user into its address', () => {
    const values = valuesOf(makeSecrets({ HOSTS: 'db.example:27017' }));
    for (const user of ['auth', 'rooms', 'messages', 'tools']) {
      const password = values[`confab-mongodb-members/${user}-password`];
      expect(values[`confab-mongodb/${user}-url`]).toBe(
        `mongodb://${user}:${password}@db.example:27017/?replicaSet=rs0&authSource=admin`,
      );
    }
  });
});
