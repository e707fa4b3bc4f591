import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../context/context.ts';
import { toGraphQLError } from '../context/present-error.ts';
import type { Operation } from '../execution/operation.ts';
import type { VariableValues } from '../execution/variables.ts';

export interface ApolloOptions {
  schema: GraphQLSchema;
  log: Logger;
  onError(error: unknown): void;
}

/** Apollo Server for what comes too seldom to be compiled. */
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

/** Hands Apollo the document that was read and validated already, instead of letting it do that again and keep it too. */
const AS_READ: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveSource(request) {
        const { document } = (request.request.extensions ?? {}) as { document?: DocumentNode };
        Object.assign(request, { document });
      },
    };
  },
};

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
    plugins: [AS_READ, ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    formatError: (formatted, error) =>
      error instanceof GraphQLError ? toGraphQLError(error, onError).toJSON() : formatted,
  });
  await server.start();
  return {
    async execute({ key, name, document }, { variables, contextValue }) {
      // The text is only hashed: the key stands for it.
      const request = { query: key, extensions: { document }, ...(name && { operationName: name }) };
      const { body } = await server.executeOperation({ ...request, ...(variables && { variables }) }, { contextValue });
      if (body.kind !== 'single') throw new Error('Incremental delivery is not offered.');
      return body.singleResult;
    },
    stop: () => server.stop(),
  };
}
