import type { StreamRequest } from '../context/stream-request.ts';
import type { Operation } from '../execution/operation.ts';
import type { VariableValues } from '../execution/variables.ts';
import type { Connection, Stream } from './connection.ts';

export interface SocketStreamOptions {
  id: string;
  connection: Connection;
  operation: Operation;
  /** As many as the operation declares, each fits. */
  variables: VariableValues | undefined;
  characters: number;
}

/** A subscription on a socket, from the moment it is let in: counted against the socket's limit, and ended with the session. */
export class SocketStream implements StreamRequest, Stream {
  readonly id: string;
  readonly connection: Connection;
  readonly operation: Operation;
  readonly variables: VariableValues | undefined;
  readonly characters: number;
  #source: AsyncIterator<unknown> | undefined;
  #stopped = false;

  constructor({ id, connection, operation, variables, characters }: SocketStreamOptions) {
    this.id = id;
    this.connection = connection;
    this.operation = operation;
    this.variables = variables;
    this.characters = characters;
    connection.addStream(this);
  }

  /** The events that came of it. */
  began(source: AsyncIterator<unknown>): void {
    this.#source = source;
    if (this.#stopped) this.stop();
  }

  onEnd(): void {
    this.connection.removeStream(this);
  }

  stop(): void {
    this.#stopped = true;
    void this.#source?.return?.();
    this.connection.removeStream(this);
  }
}
