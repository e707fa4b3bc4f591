import type { Credentials } from '@confab/runtime/network/identity/port';
import type { ExecutionResult } from 'graphql';
import type { LiveStream } from '../live/live-subscription.ts';
import type { Wire } from '../live/subscriber.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The connection a subscription lives on. */
export interface StreamConnection {
  readonly credentials: Credentials;
  readonly wire: Wire;
  /** Says that the room is open on this connection, until it has been left as often. Resolves once that is known. */
  openRoom(roomId: string): Promise<void>;
  leaveRoom(roomId: string): void;
}

/** What a subscription executes for each event. */
export interface StreamOperation {
  /** Equal for the same operation of the same document. */
  readonly key: string;
  readonly sharing: {
    /** Names of the event types of which all that is selected is the same for every subscriber. */
    readonly sharedEvents: ReadonlySet<string>;
    /** Variables that only say where a subscription starts. */
    readonly startVariables: ReadonlySet<string>;
  };
  /** What an event of each type costs. */
  costs(variables: Variables | undefined): { readonly events: ReadonlyMap<string, number> };
  execute(execution: {
    rootValue: unknown;
    variables: Variables | undefined;
    contextValue: unknown;
  }): ExecutionResult | Promise<ExecutionResult>;
}

/** A subscription as it was asked for. */
export interface StreamRequest extends LiveStream {
  readonly connection: StreamConnection;
  readonly operation: StreamOperation;
  readonly variables: Variables | undefined;
}
