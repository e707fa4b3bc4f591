import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { type Product, startProduct } from './product.ts';
import { build, ROOT, toolEnvironment } from './run.ts';
import { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD } from './workspace/people.ts';
import { copyWorkspace } from './workspace/workspace.ts';

/**
 * `npm run dev`: the product on a furnished workspace of its own, rebuilt and restarted when a service changes, with Vite's development server for the
 * web app before it. Ctrl-C ends all of it.
 */
const PORT = Number(process.env.PORT ?? 4000);
const DATA = process.env.CONFAB_DATA ?? join(ROOT, 'data/dev');
/** A build writes many files: wait until it is done. */
const QUIET_MS = 400;
const BUILT = [
  'proto/dist',
  ...['auth', 'rooms', 'messages', 'gateway', 'runtime', 'standalone'].map((s) => `services/${s}/dist`),
];

const start = (): Promise<Product> => startProduct({ dataDir: DATA, port: PORT, env: { LOG_LEVEL: 'info' } });

await build();
if (!existsSync(DATA)) await copyWorkspace(DATA);
let product: Product | undefined = await start().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
const children: ChildProcess[] = [
  tool(['turbo', 'watch', 'build', '--filter=!@confab/web', '--output-logs=errors-only']),
  tool(['vite'], 'web'),
];
console.log(`
  API        ${product.url}/graphql
  web app    http://localhost:5173 (follows changes), ${product.url} (as built)
  sign in    ${VIEWER}, ${ADMINISTRATOR} (administrator) and 38 others; password ${WORKSPACE_PASSWORD}
  data       ${DATA}
`);

let timer: NodeJS.Timeout | undefined;
for (const folder of BUILT) {
  watch(join(ROOT, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), QUIET_MS);
  });
}

async function restart(): Promise<void> {
  const old = product;
  if (!old) return;
  product = undefined;
  await old.stop();
  try {
    product = await start();
    console.log('restarted');
  } catch (error) {
    console.error((error as Error).message);
    product = old;
  }
}

function tool(command: readonly string[], folder = '.'): ChildProcess {
  const [file = '', ...args] = command;
  return spawn(file, args, {
    cwd: join(ROOT, folder),
    env: toolEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill();
    void Promise.resolve(product?.stop()).then(() => process.exit(0));
  });
}
