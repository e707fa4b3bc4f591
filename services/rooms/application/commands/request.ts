import type { CommandMeta } from '@confab/runtime/decider/port';
import type { Call } from '@confab/runtime/rpc/call';
import type { Actor } from '../../domain/room/rights.ts';

/** Who asks, and the call it came with, to pass on where another service has to be asked. */
export interface Request {
  actor: Actor;
  /** The actor's name. */
  username: string;
  call: Call;
  /** Unique per actor. */
  commandId: string;
}

export function metaOf({ actor, call, commandId }: Request, command: string): CommandMeta {
  return { actor: actor.userId, commandId, correlationId: call.correlationId, command };
}
