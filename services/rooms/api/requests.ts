import type { Callers } from '@confab/runtime/identity/caller';
import type { Ids } from '@confab/runtime/ids/port';
import { callOf } from '@confab/runtime/rpc/call';
import type { HandlerContext } from '@connectrpc/connect';
import type { Request } from '../application/commands/request.ts';
import type { Actor } from '../domain/room/rights.ts';

/** Reads who calls. UNAUTHENTICATED without a valid access token. */
export interface Requests {
  actor(context: HandlerContext): Promise<Actor>;
  command(context: HandlerContext): Promise<Request>;
}

export function createRequests({ callers, ids }: { callers: Callers; ids: Ids }): Requests {
  const actor: Requests['actor'] = async (context) => {
    const { userId, role } = await callers.user(context);
    return { userId, isAdmin: role === 'ADMIN' };
  };
  return {
    actor,
    async command(context) {
      const call = callOf(context);
      return { actor: await actor(context), call, commandId: call.commandId ?? ids.next() };
    },
  };
}
