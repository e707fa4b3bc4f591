import { readFile, writeFile } from 'node:fs/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { brokenPromises } from './broken-promises.ts';
import { gatewaySchema, printGatewaySchema } from './build.ts';
import { printEventDocuments } from './event-documents.ts';

/**
 * Writes what is derived from the code and committed: run in the package's folder, by `npm run schema`. Refuses to take away what the committed schema promises; for
 * what was never on the main branch, delete `schema.graphql` first.
 */
const committed = await readCommitted();
const broken = committed ? brokenPromises(committed, gatewaySchema()) : [];
if (broken.length > 0) throw new Error(`The public API only grows (docs/evolution.md):\n${broken.join('\n')}`);
await writeFile('schema.graphql', printGatewaySchema());
await writeFile('../../docs/events.graphql', printEventDocuments(gatewaySchema()));

/** Undefined where there is none, or none that can be read, as in the middle of a merge. */
async function readCommitted(): Promise<GraphQLSchema | undefined> {
  try {
    return buildSchema(await readFile('schema.graphql', 'utf8'));
  } catch {
    return undefined;
  }
}
