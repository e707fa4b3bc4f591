import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { runTool } from './run-tool.ts';
import type { OpenStore } from './stores.ts';

/**
 * `npm run rebuild -- <projection> …`: throws each projection, or the search index, away and rebuilds it from the log. Without a name: lists them. A
 * search finds less while its index is rebuilt. Nothing is rebuilt where one of the names is wrong.
 */
const SEARCH = 'search';

await runTool(async ({ stores, names, print }) => {
  if (names.length === 0) {
    for (const { service, projections, search } of stores) {
      for (const one of search ? [...projections, SEARCH] : projections) print(`${one} (${service})`);
    }
    return 0;
  }
  const wrong = names.find((name) => !stores.some((store) => has(store, name)));
  if (wrong !== undefined) {
    throw new AppError('NOT_FOUND', `There is no projection ${wrong}. Without a name this lists all of them.`);
  }
  for (const name of names) {
    for (const one of stores.filter((each) => has(each, name))) {
      print(`${name} of ${one.service} rebuilt from ${await rebuild(one, name)} events`);
    }
  }
  return 0;
});

function has({ projections, search }: OpenStore, name: string): boolean {
  return name === SEARCH ? search !== undefined : projections.includes(name);
}

async function rebuild({ store, search }: OpenStore, name: string): Promise<number | undefined> {
  const rebuilt = name === SEARCH ? await search?.rebuild() : await store.rebuild(name);
  return rebuilt?.events;
}
