import type { Callers } from '@confab/runtime/network/identity/caller';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { HandlerContext } from '@connectrpc/connect';
import type { Caller } from '../application/ports.ts';

/** Who calls: the user of the token, and the call it came with. UNAUTHENTICATED without a valid token. */
export type CallerOf = (context: HandlerContext) => Promise<Caller>;

export function createCallerOf(callers: Callers): CallerOf {
  return async (context) => {
    const { userId, role } = await callers.user(context);
    return { userId, isAdmin: role === 'ADMIN', call: callOf(context) };
  };
}
