import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Callers } from '@confab/runtime/network/identity/caller';
import type { Identity } from '@confab/runtime/network/identity/port';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { HandlerContext } from '@connectrpc/connect';
import { requireAdministrator } from '../application/administrators.ts';
import { isSessionOpen } from '../application/queries/sessions.ts';
import { sessionEnded } from '../domain/errors.ts';

/** Who may call what. */
export interface Guards {
  /**
   * The user whose token came with the call, of a session that is open now. UNAUTHENTICATED for
   * everybody else.
   */
  user(context: HandlerContext): Promise<Identity>;
  /**
   * The same, who is a server administrator now, whatever the token says. FORBIDDEN for everybody
   * else.
   */
  administrator(context: HandlerContext): Promise<Identity>;
  /**
   * Signing in needs no token, but comes through the gateway, which counts attempts by address.
   * FORBIDDEN for everybody else.
   */
  gateway(context: HandlerContext): void;
  /** Any service. FORBIDDEN for everybody else. */
  service(context: HandlerContext): void;
  /**
   * A user; or, where no token came along, a service on its own behalf. A token that is not valid
   * is refused whoever hands it on.
   */
  userOrService(context: HandlerContext): Promise<void>;
}

export function createGuards({
  callers,
  reader,
  runner,
  clock,
}: {
  callers: Callers;
  reader: ProjectionReader;
  runner: CommandRunner;
  clock: Clock;
}): Guards {
  const user = async (context: HandlerContext): Promise<Identity> => {
    const identity = await callers.user(context);
    if (!(await isSessionOpen(reader, clock, identity))) throw sessionEnded();
    return identity;
  };

  return {
    user,
    async administrator(context) {
      const identity = await user(context);
      await requireAdministrator(runner, identity.userId);
      return identity;
    },
    gateway(context) {
      callers.service(context, 'gateway');
    },
    service(context) {
      callers.service(context);
    },
    async userOrService(context) {
      const { token, service } = callOf(context);
      if (token || !service) await user(context);
    },
  };
}
