import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import type { GatewayLimits } from '../config.ts';
import type { App } from '../context/app.ts';
import { GatewayContext } from '../context/context.ts';
import { presentResult, toGraphQLError } from '../context/present-error.ts';
import type { Admission, Admitted } from '../execution/admission.ts';
import { refuseLarge } from '../execution/answer-size.ts';
import type { GraphqlRequest } from '../execution/request.ts';
import { traceOperation } from '../execution/trace-operation.ts';
import type { Connection } from './connection.ts';
import { ExecutedEvents } from './executed-events.ts';
import { SocketStream } from './socket-stream.ts';

export interface OperationsOptions {
  app: App;
  admission: Admission;
  limits: GatewayLimits;
  onError(error: unknown): void;
  /** An operation was let in. */
  onOperation(type: string): void;
}

/** An operation that a client started on a socket. */
export interface SocketOperation {
  id: string;
  request: GraphqlRequest;
  connection: Connection;
  address: string;
  /** The origin that was asked. */
  asked: string | undefined;
}

/** What is under way is soon done. */
const BUSY_MS = 1_000;

/**
 * What graphql-ws runs operations with. Whatever goes wrong with an operation is that operation's error: what these methods threw would close
 * the socket.
 */
export class Operations {
  readonly #options: OperationsOptions;

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  /** Returns what to execute, or why not. What was admitted must be executed or subscribed to. */
  async admit(asked: SocketOperation): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { request, connection, address } = asked;
    try {
      const { userId } = connection.credentials.identity;
      const admitted = await this.#options.admission.admit(request, { userId, address });
      if (!('operation' in admitted)) return admitted;
      if (admitted.operation.type !== 'subscription') return this.#begin(admitted, asked);
      // graphql-ws keeps what was asked for as long as a subscription lives, and never looks at it again.
      Object.assign(request, { query: '', operationName: undefined, variables: undefined });
      return this.#open(admitted, asked);
    } catch (error) {
      return this.#refuse(error);
    }
  }

  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    const { app, onError } = this.#options;
    const { connection, admitted, context: contextValue } = args.contextValue as OnSocket;
    const { operation, cost } = admitted;
    const variables = args.variableValues ?? undefined;
    try {
      const execute = async () => operation.execute({ variables, contextValue });
      const run = () => app.budgets.run(contextValue.owner, cost, execute);
      const result = await traceOperation('ws', contextValue, run);
      const large = refuseLarge(result.data, cost);
      return large ? { errors: [large] } : presentResult(result, onError);
    } catch (error) {
      return { errors: this.#refuse(error) };
    } finally {
      connection.operationEnded();
    }
  }

  async subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { app, onError } = this.#options;
    const { context } = args.contextValue as OnSocket;
    const stream = context.stream as SocketStream;
    try {
      const source = await createSourceEventStream({ ...args, contextValue: context });
      if (Symbol.asyncIterator in source) {
        const events = source[Symbol.asyncIterator]();
        stream.began(events);
        return new ExecutedEvents(events, { app, context, stream, onError });
      }
      stream.onEnd();
      return presentResult(source, onError);
    } catch (error) {
      stream.onEnd();
      return { errors: this.#refuse(error) };
    }
  }

  /** Lets a query or a mutation in. In one step with counting it: many are asked for at once. */
  #begin(admitted: Admitted, { connection, address, asked }: SocketOperation) {
    const { app, limits, onOperation } = this.#options;
    if (connection.operations >= limits.operationsInFlight) {
      return this.#refuse(new AppError('RATE_LIMITED', 'Too much at once on this socket.', { retryAfterMs: BUSY_MS }));
    }
    connection.operations += 1;
    onOperation(admitted.operation.type);
    const { credentials } = connection;
    const context = new GatewayContext({ app, connection, credentials, address, asked });
    return argsOf(admitted, new OnSocket(connection, admitted, context));
  }

  /** Lets a subscription in. What does not fit is found now, and not when its first event is executed. */
  #open(admitted: Admitted, { id, connection }: SocketOperation) {
    const { app, limits, onOperation } = this.#options;
    const { operation, variables } = admitted;
    const errors = operation.variables.errors(variables);
    if (errors.length > 0) return errors;
    const characters = variables ? JSON.stringify(variables).length : 0;
    const full =
      connection.streams >= limits.subscriptionsPerSocket
        ? new AppError('RATE_LIMITED', `A socket has at most ${limits.subscriptionsPerSocket} subscriptions at a time.`)
        : connection.holdings.refuse({ operation, characters });
    if (full) return this.#refuse(full);
    const stream = new SocketStream({ id, connection, operation, variables, characters });
    onOperation(operation.type);
    // It may outlive its first token: it always uses the connection's present one.
    const context = new GatewayContext({ app, connection, stream });
    return argsOf(admitted, new OnSocket(connection, admitted, context));
  }

  #refuse(error: unknown): GraphQLError[] {
    return [toGraphQLError(error, this.#options.onError)];
  }
}

function argsOf({ operation: { schema, document, name }, variables }: Admitted, context: OnSocket): ExecutionArgs {
  return { schema, document, operationName: name, variableValues: variables, contextValue: context };
}

/** Carries what graphql-ws does not know of from `admit` to the execution. */
class OnSocket {
  readonly connection: Connection;
  readonly admitted: Admitted;
  readonly context: GatewayContext;

  constructor(connection: Connection, admitted: Admitted, context: GatewayContext) {
    this.connection = connection;
    this.admitted = admitted;
    this.context = context;
  }
}
