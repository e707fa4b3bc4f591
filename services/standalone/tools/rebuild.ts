import { AppError } from '@confab/runtime/errors/app-error';
import { runTool } from './run-tool.ts';

/**
 * `npm run rebuild -- <projection>`: throws the projection, or the search index, away and rebuilds it from the log. Without a name: lists them. A search
 * finds less while its index is rebuilt.
 */
const SEARCH = 'search';

await runTool(async ({ stores, argument: name, print }) => {
  if (name === undefined) {
    for (const { service, projections, search } of stores) {
      for (const one of search ? [...projections, SEARCH] : projections) print(`${one} (${service})`);
    }
    return 0;
  }
  const searched = name === SEARCH ? stores.filter(({ search }) => search) : [];
  for (const { service, search } of searched) {
    print(`${SEARCH} of ${service} rebuilt from ${(await search?.rebuild())?.events} events`);
  }
  if (searched.length > 0) return 0;
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
