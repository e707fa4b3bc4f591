import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../context/context.ts';
import { presentResult, toGraphQLError } from '../context/present-error.ts';
import type { Operation } from '../execution/operation.ts';
import type { VariableValues } from '../execution/variables.ts';

export interface ApolloOptions {
  schema: GraphQLSchema;
  log: Logger;
  onError(error: unknown): void;
}

/** Apollo Server in the way of each request over HTTP. */
export interface Apollo {
  /** The result with its errors as clients see them. */
  execute(operation: Operation, execution: Execution): Promise<Result>;
  stop(): Promise<void>;
}

export interface Execution {
  variables: VariableValues | undefined;
  contextValue: GatewayContext;
}

export interface Result extends Pick<ExecutionResult, 'data'> {
  errors?: readonly GraphQLFormattedError[];
}

/** What the plugin below finds of ours with Apollo's request. */
interface Handed {
  operation: Operation;
  execution: Execution;
}

const handedWith = ({ extensions }: { extensions?: Record<string, unknown> }) => extensions as unknown as Handed;

/**
 * Hands Apollo the document that was read and validated already, and the result of the executor that
 * both transports share. Apollo neither reads, keeps nor executes anything itself.
 */
const executed = (onError: (error: unknown) => void): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart() {
    return {
      async didResolveSource(request) {
        Object.assign(request, { document: handedWith(request.request).operation.document });
      },
      async responseForOperation({ request }) {
        const { operation, execution } = handedWith(request);
        const singleResult = presentResult(await operation.execute(execution), onError);
        return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
      },
    };
  },
});

export async function startApollo({ schema, log, onError }: ApolloOptions): Promise<Apollo> {
  const server = new ApolloServer<GatewayContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: null,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    // Cache control would wrap every resolver of the schema, which both transports share, and nothing here may be cached.
    plugins: [executed(onError), ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    formatError: (formatted, error) =>
      error instanceof GraphQLError ? toGraphQLError(error, onError).toJSON() : formatted,
  });
  await server.start();
  return {
    async execute(operation, execution) {
      const { key, name } = operation;
      // The text is only hashed: the key stands for it.
      const request = { query: key, extensions: { operation, execution }, ...(name && { operationName: name }) };
      const { body } = await server.executeOperation(request, { contextValue: execution.contextValue });
      if (body.kind !== 'single') throw new Error('Incremental delivery is not offered.');
      return body.singleResult;
    },
    stop: () => server.stop(),
  };
}
