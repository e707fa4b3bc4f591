import { writeFile } from 'node:fs/promises';
import { printGatewaySchema } from './build.ts';

/** Writes `schema.graphql` beside package.json: run in the package's folder, by `npm run schema`. */
await writeFile('schema.graphql', printGatewaySchema());
