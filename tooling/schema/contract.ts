import { buildSchema } from 'graphql';
import { brokenPromises } from '../../services/gateway/schema/broken-promises.ts';
import { FEATURES } from '../../services/gateway/server/features.ts';

/** What a schema has lost or changed of a contract (both in SDL), one line for each; nothing where it only adds. */
export function brokenContract(contract: string, emitted: string): string[] {
  return brokenPromises(buildSchema(contract), buildSchema(emitted));
}

/** The sections of a contract in parts, by name. A section begins at a line `# ---- Section: <name> ---…` and ends before the next. */
export function sectionsOf(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^(?=# ---- Section: )/m);
  return new Map(
    parts.flatMap((part) => {
      const name = /^# ---- Section: (.+?) -+$/m.exec(part)?.[1];
      return name === undefined ? [] : [[name, part.trimEnd()] as const];
    }),
  );
}

/** Names of the sections that are built, which the schema has to hold in full, and that a copy does not hold word for word as the original does. */
export function differingSections(copy: string, original: string): string[] {
  const [held, meant] = [sectionsOf(copy), sectionsOf(original)];
  return FEATURES.filter((name) => held.get(name) === undefined || held.get(name) !== meant.get(name));
}
