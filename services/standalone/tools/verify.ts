import { runTool } from './run-tool.ts';

/** `npm run verify`: every stream contiguous, every projection equal to its replay. A line for each violation and exit code 1 where not. */
await runTool(async ({ stores, print }) => {
  let violations = 0;
  for (const { service, store } of stores) {
    const found = await store.verify();
    for (const line of found) print(`${service}: ${line}`);
    violations += found.length;
    if (found.length === 0) print(`${service}: ok`);
  }
  return violations === 0 ? 0 : 1;
});
