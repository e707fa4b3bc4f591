import { build } from './run.ts';
import { runTests } from './test-run/run-tests.ts';

/**
 * `npm test`: builds the product, because some suites run and kill the built one, then runs every test of every package. Further arguments
 * go to jest: `npm test -- services/rooms`, `npm test -- --seed=1` to repeat the random choices of a run.
 */
await build();
const code = await runTests(process.argv.slice(2));
console.error('A person’s day in Chromium, Firefox and WebKit has a run of its own: npm run test:browsers');
process.exit(code);
