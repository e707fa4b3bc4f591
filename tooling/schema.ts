import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges } from 'graphql';
import { ROOT } from './run.ts';

/**
 * Compares the committed schema with the public contract: the schema may add, never break. Where the project's shared folder lies beside the
 * repository, also the contract's copy with the original.
 */
const contract = readFileSync(join(ROOT, 'services/gateway/test/contract.graphql'), 'utf8');
const emitted = readFileSync(join(ROOT, 'services/gateway/schema.graphql'), 'utf8');
const original = join(ROOT, '../shared/api.graphql');

const problems = findBreakingChanges(buildSchema(contract), buildSchema(emitted)).map(({ description }) => description);
if (existsSync(original) && readFileSync(original, 'utf8') !== contract) {
  problems.push('services/gateway/test/contract.graphql differs from ../shared/api.graphql');
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
