import { digestOf, type Payload } from '@confab/runtime/eventlog/decider/digest';
import type { CommandMeta } from '@confab/runtime/eventlog/decider/port';
import type { Call } from '@confab/runtime/network/rpc/call';
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

/**
 * `says`: everything the command asks for besides its kind, as repeats are compared. An id of the
 * caller's stands for that alone.
 */
export function metaOf({ actor, call, commandId }: Request, command: string, says: Payload): CommandMeta {
  const meta = { actor: actor.userId, commandId, correlationId: call.correlationId, command };
  return call.commandId === undefined ? meta : { ...meta, digest: digestOf(commandId, says) };
}
