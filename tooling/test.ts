import { build } from './run.ts';
import { runTests } from './test-run/run-tests.ts';

/**
 * `npm test`: builds the product, because some suites run and kill the built one, then runs every test of every package. Further arguments
 * go to jest: `npm test -- services/rooms`, `npm test -- --seed=1` to repeat the random choices of a run.
 */
await build();
process.exit(await runTests(process.argv.slice(2)));
