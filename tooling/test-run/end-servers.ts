/** jest's `globalTeardown`: ends what `choose-tests.ts` has started. */
export default async function endServers(): Promise<void> {
  await Promise.all((globalThis.confabTestServers ?? []).map((server) => server.stop()));
}
