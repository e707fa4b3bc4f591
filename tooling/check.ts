import { build, run } from './run.ts';

/** `npm run check`: everything that is found without running the product. All checks run; the exit code tells whether one failed. */
const CHECKS: Record<string, readonly string[]> = {
  'types of services, tests and tooling': ['tsc', '--noEmit', '-p', '.'],
  'types of the web app': ['npm', 'run', 'check', '-w', 'web'],
  'lint and format': ['biome', 'ci', '--colors=off', '--error-on-warnings', '.'],
  'import rules': ['depcruise', '--config', '.dependency-cruiser.mjs', 'services', 'web', 'bench', 'proto'],
  'protobuf lint': ['buf', 'lint', 'proto'],
  'schema against the contract': ['node', 'tooling/schema/check-contract.ts'],
  'descriptions of the schema': ['node', 'tooling/schema/check-descriptions.ts'],
  'browsers that the web app runs in': ['node', 'web/scripts/browsers/check.ts', 'web/dist'],
  'manifests of Kubernetes': ['node', 'tooling/deploy/check.ts'],
};

await build();
let failed = 0;
for (const [name, command] of Object.entries(CHECKS)) {
  const { code, output } = await run(command, { quiet: true });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (code === 0) continue;
  failed += 1;
  console.log(output.trimEnd());
}
if (failed > 0) process.exit(1);
