import { build, run } from './run.ts';

/**
 * `npm test`: builds the product, because some suites run and kill the built one, then runs every test of every package. Further arguments
 * go to jest: `npm test -- services/rooms`, `npm test -- --seed=1` to repeat the random choices of a run.
 */
await build();
const { code } = await run(['node', 'node_modules/jest/bin/jest.js', '--ci', '--showSeed', ...process.argv.slice(2)], {
  env: { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
});
process.exit(code);
