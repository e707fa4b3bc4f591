import { build } from '../../tooling/run.ts';
import { runTests } from '../../tooling/test-run/run-tests.ts';
import { chromium } from './drivers/chromium.ts';
import { firefox } from './drivers/firefox.ts';
import { webkit } from './drivers/webkit/webkit.ts';
import type { Engine } from './port.ts';

/**
 * `npm run test:browsers`: builds the product, then plays the acts of a day in each engine that is here. `-- firefox` chooses engines, what
 * else is given goes to jest. An engine that is missing is named in the end; with `CI=true` that is a failure.
 */
const ENGINES: readonly Engine[] = [chromium, firefox, webkit];
const wordOf = ({ name }: Engine) => name.toLowerCase();

const given = process.argv.slice(2);
const named = ENGINES.filter((engine) => given.includes(wordOf(engine)));
const chosen = named.length > 0 ? named : ENGINES;
const missing = await Promise.all(chosen.map((engine) => engine.missing()));
const files = chosen.filter((_, index) => !missing[index]).map((engine) => `web/acts/${wordOf(engine)}.acts.ts`);
const others = given.filter((word) => !named.some((engine) => wordOf(engine) === word));

await build();
const code = files.length > 0 ? await runTests(['--config=web/acts/jest.config.js', ...others, ...files]) : 0;
chosen.forEach((engine, index) => {
  if (missing[index]) console.error(`Not run: the acts in ${engine.name}. What brings it: ${missing[index]}`);
});
process.exit(missing.some(Boolean) && process.env.CI === 'true' ? 1 : code);
