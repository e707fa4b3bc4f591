import { writeFile } from 'node:fs/promises';
import { gatewaySchema, printGatewaySchema } from './build.ts';
import { printEventDocuments } from './event-documents.ts';

/** Writes what is derived from the code and committed: run in the package's folder, by `npm run schema`. */
await writeFile('schema.graphql', printGatewaySchema());
await writeFile('../../docs/events.graphql', printEventDocuments(gatewaySchema()));
