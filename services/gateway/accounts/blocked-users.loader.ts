import type { Asking } from '../context/loader.ts';

/** Ids of whom the viewer blocks. */
export async function createBlockedUsers({ app, call }: Asking): Promise<readonly string[]> {
  return (await app.clients.messages.listBlockedUsers({}, call)).userIds;
}
