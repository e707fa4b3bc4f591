import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.ts';
import { brokenContract, differingSections } from './contract.ts';

/**
 * Compares the committed schema with the public contract: the schema may add, never break. Where the project's shared folder lies beside the
 * repository, also the contract's copies with their originals.
 */
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const [contract, next] = ['contract.graphql', 'contract-next.graphql'].map((file) =>
  read(`services/gateway/test/${file}`),
);
const [original, originalNext] = ['../shared/api.graphql', '../shared/api-next.graphql'];

const problems = brokenContract(`${contract}\n${next}`, read('services/gateway/schema.graphql'));
if (existsSync(join(ROOT, original)) && read(original) !== contract) {
  problems.push(`services/gateway/test/contract.graphql differs from ${original}`);
}
if (existsSync(join(ROOT, originalNext))) {
  const sections = differingSections(next ?? '', read(originalNext));
  for (const name of sections) {
    problems.push(`services/gateway/test/contract-next.graphql: section "${name}" differs from ${originalNext}`);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
