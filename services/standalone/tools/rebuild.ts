import { AppError } from '@confab/runtime/errors/app-error';
import { runTool } from './run-tool.ts';

/** `npm run rebuild -- <projection>`: throws the projection away and rebuilds it from the log. Without a name: lists the projections. */
await runTool(async ({ stores, argument: name, print }) => {
  if (name === undefined) {
    for (const { service, projections } of stores) for (const one of projections) print(`${one} (${service})`);
    return 0;
  }
  const owners = stores.filter(({ projections }) => projections.includes(name));
  if (owners.length === 0) {
    throw new AppError('NOT_FOUND', `There is no projection ${name}. Without a name this lists all of them.`);
  }
  for (const { service, store } of owners) {
    const { events } = await store.rebuild(name);
    print(`${name} of ${service} rebuilt from ${events} events`);
  }
  return 0;
});
