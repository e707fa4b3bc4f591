import type { Callers } from '@confab/runtime/network/identity/caller';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { HandlerContext } from '@connectrpc/connect';
import type { CommandContext } from '../application/commands/command-context.ts';
import type { Caller } from '../application/ports.ts';
import type { QueryContext } from '../application/queries/query-context.ts';

/**
 * Who calls: the user of the token, and the call it came with. UNAUTHENTICATED without a valid
 * token.
 */
export type CallerOf = (context: HandlerContext) => Promise<Caller>;

/** What the handlers of `MessageService` work with. */
export interface HandlerDeps {
  callers: Callers;
  callerOf: CallerOf;
  context: CommandContext & QueryContext;
}

export function createCallerOf(callers: Callers): CallerOf {
  return async (context) => {
    const { userId, role } = await callers.user(context);
    return { userId, isAdmin: role === 'ADMIN', call: callOf(context) };
  };
}
