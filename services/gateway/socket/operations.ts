import { AppError } from '@confab/runtime/errors/app-error';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { GatewayLimits } from '../config.ts';
import type { App } from '../execution/app.ts';
import { GatewayContext } from '../execution/context.ts';
import type { Documents, Operation } from '../execution/documents.ts';
import { presentResult, toGraphQLError } from '../execution/present-error.ts';
import type { RateLimits } from '../execution/rate-limits.ts';
import { traceOperation } from '../execution/trace-operation.ts';
import type { Connection } from './connection.ts';
import { ExecutedEvents } from './executed-events.ts';
import { SocketStream } from './socket-stream.ts';

export interface OperationsOptions {
  app: App;
  documents: Documents;
  rateLimits: RateLimits;
  limits: GatewayLimits;
  onError(error: unknown): void;
  /** An operation was let in. */
  onOperation(type: string): void;
}

/** An operation that a client started on a socket. */
export interface SocketOperation {
  id: string;
  payload: SubscribePayload;
  connection: Connection;
  address: string;
}

/** What graphql-ws runs operations with. */
export interface Operations {
  /** What to execute, or why not. What was admitted must be executed or subscribed to. */
  admit(operation: SocketOperation): Promise<ExecutionArgs | readonly GraphQLError[]>;
  execute(args: ExecutionArgs): Promise<ExecutionResult>;
  subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

const MAX_ID_LENGTH = 128;

export function createOperations(options: OperationsOptions): Operations {
  const { app, documents, rateLimits, limits, onError } = options;
  const refuse = (error: unknown) => [toGraphQLError(error, onError)];

  const limitOf = ({ type }: Operation, { streams, operations }: Connection): AppError | undefined => {
    const full =
      type === 'subscription' ? streams >= limits.subscriptionsPerSocket : operations >= limits.operationsInFlight;
    return full ? new AppError('RATE_LIMITED', 'Too much at once on this socket.', { retryAfterMs: 1_000 }) : undefined;
  };

  return {
    async admit({ id, payload, connection, address }) {
      if (id.length > MAX_ID_LENGTH) return refuse(new AppError('BAD_USER_INPUT', 'The operation’s id is too long.'));
      const { credentials } = connection;
      const asker = { userId: credentials.identity.userId, address };
      const unread = documents.isKnown(payload.query) ? undefined : await rateLimits.refuseDocument(asker);
      if (unread) return refuse(unread);
      const operation = documents.find(payload.query, payload.operationName);
      if (!('document' in operation)) return operation;
      const variables = payload.variables ?? undefined;
      const tooCostly = operation.refuse(variables);
      if (tooCostly) return [tooCostly];
      const limited = await rateLimits.refuse(operation, asker);
      const refused = limited ?? limitOf(operation, connection);
      if (refused) return refuse(refused);
      options.onOperation(operation.type);
      const streaming = operation.type === 'subscription';
      if (!streaming) connection.operations += 1;
      // graphql-ws keeps the payload as long as the subscription lives: one text for all who sent the same.
      else Object.assign(payload, { query: operation.text });
      const stream = streaming ? new SocketStream({ id, connection, operation, variables }) : undefined;
      // A subscription may outlive its first token: it always uses the connection's present one.
      const context = new GatewayContext({ app, connection, ...(streaming ? { stream } : { credentials }) });
      return {
        schema: operation.schema,
        document: operation.document,
        operationName: operation.name,
        variableValues: variables,
        rootValue: undefined,
        contextValue: new OnSocket(connection, operation, context),
      };
    },

    async execute(args) {
      const { connection, operation, context: contextValue } = args.contextValue as OnSocket;
      const variables = args.variableValues ?? undefined;
      try {
        const run = async () => operation.execute({ variables, contextValue });
        return presentResult(await traceOperation('ws', contextValue, run), onError);
      } finally {
        connection.operationEnded();
      }
    },

    async subscribe(args) {
      const { context } = args.contextValue as OnSocket;
      const stream = context.stream as SocketStream;
      const source = await createSourceEventStream({ ...args, contextValue: context });
      if (!(Symbol.asyncIterator in source)) {
        stream.onEnd();
        return presentResult(source, onError);
      }
      const events = source[Symbol.asyncIterator]();
      stream.began(events);
      return new ExecutedEvents(events, { app, context, stream, onError });
    },
  };
}

/** Carries what graphql-ws does not know of from `admit` to the execution. */
class OnSocket {
  readonly connection: Connection;
  readonly operation: Operation;
  readonly context: GatewayContext;

  constructor(connection: Connection, operation: Operation, context: GatewayContext) {
    this.connection = connection;
    this.operation = operation;
    this.context = context;
  }
}
