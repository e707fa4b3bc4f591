import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.ts';
import { unsaid } from './descriptions.ts';

/** Prints what the committed schema leaves unsaid. Whoever reads it in a tool has nothing else to go by. */
const missing = unsaid(readFileSync(join(ROOT, 'services/gateway/schema.graphql'), 'utf8'));
for (const problem of missing) console.error(problem);
process.exitCode = missing.length === 0 ? 0 : 1;
