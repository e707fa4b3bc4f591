import { BACKEND_NAMES } from './port.ts';

/** jest's `globalTeardown`: ends what `for-tests.ts` has started, and tells in one line each what could not be run. */
export default async function endTestServers(): Promise<void> {
  const servers = globalThis.confabTestServers;
  if (!servers) return;
  await Promise.all(servers.started.map((server) => server.stop()));
  for (const [kind, { suites, reason }] of servers.missing) {
    console.log(
      `not run: ${suites} suite${suites === 1 ? '' : 's'} on ${BACKEND_NAMES[kind]}: ${reason.split('\n')[0]}`,
    );
  }
}
