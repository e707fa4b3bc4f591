import type { Credentials } from '@confab/runtime/network/identity/port';
import type { Operation } from '../execution/operation.ts';
import type { Wire } from '../live/wire.ts';

/** The connection a subscription lives on. */
export interface StreamConnection {
  readonly credentials: Credentials;
  readonly wire: Wire;
  /** Says that the room is open on this connection, until it has been left as often. Resolves once that is known. */
  openRoom(roomId: string): Promise<void>;
  leaveRoom(roomId: string): void;
}

/** A subscription as it was asked for. */
export interface StreamRequest {
  /** The client's id of the operation. */
  readonly id: string;
  readonly connection: StreamConnection;
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  /** Called once when the subscription is over, however it ended. */
  onEnd(): void;
}
