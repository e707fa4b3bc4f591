import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { AppError, isAppError } from '@confab/runtime/errors/app-error';
import type { TokenVerifier } from '@confab/runtime/identity/port';
import type { GraphQLError } from 'graphql';
import type { GatewayConfig } from '../config.ts';
import type { App } from '../execution/app.ts';
import { GatewayContext } from '../execution/context.ts';
import { verifyBearer } from '../execution/credentials.ts';
import type { Documents, Operation } from '../execution/documents.ts';
import { presentResult, toGraphQLError } from '../execution/present-error.ts';
import type { Asker, RateLimits } from '../execution/rate-limits.ts';
import { traceOperation } from '../execution/trace-operation.ts';
import { readBody } from './body.ts';
import { clientOf } from './client.ts';
import { createCookieJar } from './refresh-cookie.ts';

export interface GraphqlHandlerOptions {
  apollo: ApolloServer<GatewayContext>;
  app: App;
  config: GatewayConfig;
  documents: Documents;
  rateLimits: RateLimits;
  verifier: TokenVerifier;
  onError(error: unknown): void;
  onOperation(type: string): void;
}

interface Body extends Record<string, unknown> {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/** A refusal before execution, with the status that says so to HTTP. */
class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly GraphQLError[];

  constructor(status: number, errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
    this.status = status;
    this.errors = errors;
  }
}

/** Media type of GraphQL over HTTP, for whoever asks for it: https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** What `/graphql` answers, besides upgrades. */
export const API_METHODS = 'POST, OPTIONS';
/** When to come back where nothing says it. */
const RETRY_AFTER_MS = 1_000;

interface Answer {
  status: number;
  result: object;
}

/**
 * `POST /graphql`: the same documents, limits and errors as over WebSocket. Apollo Server executes, without its own HTTP layer: the checks it
 * makes are made here already, and it takes as long as the rest of a request. What comes often is compiled and executed as over WebSocket: Apollo hashes the
 * text of each request and goes through a dozen hooks that nobody uses, which takes as long as the execution.
 */
export function createGraphqlHandler(options: GraphqlHandlerOptions) {
  const { apollo, app, config, documents, rateLimits, verifier, onError, onOperation } = options;
  const refuse = (status: number, error: AppError) => new Refusal(status, [toGraphQLError(error, onError)]);

  const admit = async (body: Body, asker: Asker): Promise<Operation> => {
    const unread = documents.isKnown(body.query) ? undefined : await rateLimits.refuseDocument(asker);
    if (unread) throw refuse(429, unread);
    const operation = documents.find(body.query, body.operationName);
    if (!('document' in operation)) throw new Refusal(400, operation);
    if (operation.type === 'subscription')
      throw refuse(400, new AppError('BAD_USER_INPUT', 'Subscribe over WebSocket.'));
    const unfit = operation.refuse(body.variables ?? undefined);
    if (unfit) throw new Refusal(400, [unfit]);
    const limited = await rateLimits.refuse(operation, asker);
    if (limited) throw refuse(429, limited);
    onOperation(operation.type);
    return operation;
  };

  const execute = async (operation: Operation, body: Body, contextValue: GatewayContext): Promise<Answer> => {
    const { query, operationName } = body;
    const variables = body.variables ?? undefined;
    const compiled = operation.compiled();
    if (compiled) {
      const result = presentResult(await compiled({ variables, contextValue }), onError);
      return { status: result.data === undefined ? 400 : 200, result };
    }
    const request = { query, ...(operationName && { operationName }), ...(variables && { variables }) };
    const { body: answered, http } = await apollo.executeOperation(request, { contextValue });
    if (answered.kind !== 'single') throw new Error('Incremental delivery is not offered.');
    const isRefused = answered.singleResult.data === undefined;
    const errors = isRefused ? operation.variables.errors(variables) : [];
    if (errors.length > 0) throw new Refusal(400, errors);
    return { status: http.status ?? 200, result: answered.singleResult };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const client = clientOf(request, config.trustProxy);
    const body = await readJson(request, config.limits.bodyBytes, refuse);
    const credentials = await verifyBearer(verifier, request.headers.authorization);
    const operation = await admit(body, { userId: credentials?.identity.userId, address: client.address });
    const cookies = createCookieJar({ request, response, client, allowedOrigins: config.allowedOrigins });
    const userAgent = request.headers['user-agent'];
    const context = new GatewayContext({ app, credentials, cookies, userAgent, address: client.address });
    answer(request, response, await traceOperation('http', context, () => execute(operation, body, context)));
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('Cache-Control', 'no-store');
    try {
      await serve(request, response);
    } catch (error) {
      const status = isAppError(error, 'UNAVAILABLE') ? 503 : 500;
      const refusal = error instanceof Refusal ? error : new Refusal(status, [toGraphQLError(error, onError)]);
      // Nobody reads the rest of a refused body: the connection cannot be used again.
      if (!request.complete) response.setHeader('Connection', 'close');
      if (refusal.status === 405) response.setHeader('Allow', API_METHODS);
      if (refusal.status === 429 || refusal.status === 503) response.setHeader('Retry-After', secondsToWait(refusal));
      const result = { errors: refusal.errors.map((each) => each.toJSON()) };
      answer(request, response, { status: refusal.status, result });
    }
  };
}

function secondsToWait({ errors }: Refusal): number {
  const { retryAfterMs } = errors[0]?.extensions ?? {};
  return Math.ceil((typeof retryAfterMs === 'number' ? retryAfterMs : RETRY_AFTER_MS) / 1_000);
}

async function readJson(
  request: IncomingMessage,
  limit: number,
  refuse: (status: number, error: AppError) => Refusal,
): Promise<Body> {
  if (request.method !== 'POST') throw refuse(405, new AppError('BAD_USER_INPUT', 'Send a POST request.'));
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw refuse(415, new AppError('BAD_USER_INPUT', 'Send application/json.'));
  }
  const text = await readBody(request, limit);
  if (text === undefined) throw refuse(413, new AppError('BAD_USER_INPUT', `A request is at most ${limit} bytes.`));
  const body = parseJson(text);
  if (!isBody(body)) throw refuse(400, new AppError('BAD_USER_INPUT', 'Send a JSON object with a query.'));
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isBody(value: unknown): value is Body {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { query, operationName, variables } = value as Record<string, unknown>;
  const hasName = operationName == null || typeof operationName === 'string';
  return (
    typeof query === 'string' &&
    hasName &&
    (variables == null || (typeof variables === 'object' && !Array.isArray(variables)))
  );
}

/** The length is told, or node sends the body in chunks: more bytes, and more work at both ends. */
function answer({ headers }: IncomingMessage, response: ServerResponse, { status, result }: Answer): void {
  const type = headers.accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : 'application/json';
  const body = Buffer.from(JSON.stringify(result));
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': body.length }).end(body);
}
