import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { Callers } from '@confab/runtime/network/identity/caller';
import type { Identity } from '@confab/runtime/network/identity/port';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { HandlerContext } from '@connectrpc/connect';
import type { Request } from '../application/commands/request.ts';
import type { Actor } from '../domain/room/rights.ts';

/** Reads who calls. UNAUTHENTICATED without a valid access token. */
export interface Requests {
  actor(context: HandlerContext): Promise<Actor>;
  command(context: HandlerContext): Promise<Request>;
}

export function createRequests({ callers, ids }: { callers: Callers; ids: Ids }): Requests {
  return {
    actor: async (context) => actorOf(await callers.user(context)),
    async command(context) {
      const call = callOf(context);
      const identity = await callers.user(context);
      const { username } = identity;
      return { actor: actorOf(identity), username, call, commandId: call.commandId ?? ids.next() };
    },
  };
}

function actorOf({ userId, role }: Identity): Actor {
  return { userId, isAdmin: role === 'ADMIN' };
}
