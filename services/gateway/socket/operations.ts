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

  /** The operation and its variables, both looked at; or why not. */
  const find = async ({ payload, connection, address }: SocketOperation) => {
    const asker = { userId: connection.credentials.identity.userId, address };
    const unread = documents.isKnown(payload.query) ? undefined : await rateLimits.refuseDocument(asker);
    if (unread) return refuse(unread);
    const operation = documents.find(payload.query, payload.operationName);
    if (!('document' in operation)) return operation;
    const variables = operation.variables.pick(payload.variables);
    const unfit = operation.refuse(variables);
    if (unfit) return [unfit];
    const refused = await rateLimits.refuse(operation, asker);
    return refused ? refuse(refused) : { operation, variables };
  };

  // What goes wrong with an operation is that operation's error: whatever these throw would close the socket.
  return {
    async admit(asked) {
      const { id, payload, connection } = asked;
      if (id.length > MAX_ID_LENGTH) return refuse(new AppError('BAD_USER_INPUT', 'The operation’s id is too long.'));
      try {
        const found = await find(asked);
        if (!('operation' in found)) return found;
        const { operation, variables } = found;
        // In one step with counting it: many are asked for at once.
        const full = limitOf(operation, connection);
        if (full) return refuse(full);
        options.onOperation(operation.type);
        const streaming = operation.type === 'subscription';
        // graphql-ws keeps the payload as long as the subscription lives: one text for all who sent the same.
        if (streaming) Object.assign(payload, { query: operation.text });
        const stream = streaming ? new SocketStream({ id, connection, operation, variables }) : undefined;
        // A subscription may outlive its first token: it always uses the connection's present one.
        const own = streaming ? { stream } : { credentials: connection.credentials, address: asked.address };
        const contextValue = new OnSocket(connection, operation, new GatewayContext({ app, connection, ...own }));
        if (!streaming) connection.operations += 1;
        return {
          ...{ schema: operation.schema, document: operation.document, operationName: operation.name },
          ...{ variableValues: variables, rootValue: undefined, contextValue },
        };
      } catch (error) {
        return refuse(error);
      }
    },

    async execute(args) {
      const { connection, operation, context: contextValue } = args.contextValue as OnSocket;
      const variables = args.variableValues ?? undefined;
      try {
        const run = async () => operation.execute({ variables, contextValue });
        return presentResult(await traceOperation('ws', contextValue, run), onError);
      } catch (error) {
        return { errors: refuse(error) };
      } finally {
        connection.operationEnded();
      }
    },

    async subscribe(args) {
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
        return { errors: refuse(error) };
      }
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
