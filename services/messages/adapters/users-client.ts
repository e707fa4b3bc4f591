import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { foldName } from '@confab/runtime/names/name';
import { withCall } from '@confab/runtime/rpc/call';
import type { Rpc } from '@confab/runtime/rpc/port';
import { LRUCache } from 'lru-cache';
import type { UserDirectory } from '../application/ports.ts';

/** Asks the auth service. A name that belongs to somebody does so for ever, so it is remembered; one that belongs to nobody is not. */
export function createUsersClient({ rpc, cacheSize }: { rpc: Rpc; cacheSize: number }): UserDirectory {
  const auth = rpc.client(AuthService);
  const known = new LRUCache<string, string>({ max: cacheSize });
  return {
    async idsByName(names, { token, correlationId }) {
      const found = new Map<string, string>();
      const unknown: string[] = [];
      for (const name of names) {
        const id = known.get(name);
        if (id === undefined) unknown.push(name);
        else found.set(name, id);
      }
      if (unknown.length === 0) return found;
      const call = token === undefined ? { correlationId } : { token, correlationId };
      const { users } = await auth.getUsers({ usernames: unknown }, withCall(call));
      for (const { id, username } of users) {
        const name = foldName(username);
        known.set(name, id);
        found.set(name, id);
      }
      return found;
    },
  };
}
