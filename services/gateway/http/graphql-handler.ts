import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { AppError, isAppError } from '@confab/runtime/errors/app-error';
import type { TokenVerifier } from '@confab/runtime/identity/port';
import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import Negotiator from 'negotiator';
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

/** A refusal before execution. A well-formed request is answered according to the media type: see `statusOf`. */
class Refusal extends Error {
  readonly status: number | typeof WELL_FORMED;
  readonly errors: readonly GraphQLError[];

  constructor(status: number | typeof WELL_FORMED, errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
    this.status = status;
    this.errors = errors;
  }
}

/** Media type of GraphQL over HTTP, for whoever asks for it: https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
const GRAPHQL_RESPONSE = 'application/graphql-response+json; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
/** The request is well-formed, and its operation cannot be executed: it does not parse or validate, or its variables do not fit. */
const WELL_FORMED = 'well-formed';

/** What `/graphql` answers, besides upgrades. */
export const API_METHODS = 'POST, OPTIONS';
/** When to come back where nothing says it. */
const RETRY_AFTER_MS = 1_000;

interface Answer {
  status: number | typeof WELL_FORMED;
  result: object;
}

/**
 * `POST /graphql`: the same documents, limits and errors as over WebSocket. Apollo Server executes, without its own HTTP layer: the checks it
 * makes are made here already, and it takes as long as the rest of a request. What comes often is compiled and executed as over WebSocket: Apollo hashes the
 * text of each request and goes through a dozen hooks that nobody uses, which takes as long as the execution.
 */
export function createGraphqlHandler(options: GraphqlHandlerOptions) {
  const { apollo, app, config, documents, rateLimits, verifier, onError, onOperation } = options;
  const refuse = (status: Refusal['status'], error: AppError) => new Refusal(status, [toGraphQLError(error, onError)]);

  const admit = async (body: Body, asker: Asker): Promise<Operation> => {
    const unread = documents.isKnown(body.query, body.operationName)
      ? undefined
      : await rateLimits.refuseDocument(asker);
    if (unread) throw refuse(429, unread);
    const operation = documents.find(body.query, body.operationName, asker.userId ?? asker.address);
    if (!('document' in operation)) throw new Refusal(WELL_FORMED, operation);
    if (operation.type === 'subscription')
      throw refuse(WELL_FORMED, new AppError('BAD_USER_INPUT', 'Subscribe over WebSocket.'));
    const unfit = operation.refuse(body.variables ?? undefined);
    if (unfit) throw new Refusal(WELL_FORMED, [unfit]);
    const limited = await rateLimits.refuse(operation, asker);
    if (limited) throw refuse(429, limited);
    onOperation(operation.type);
    return operation;
  };

  const execute = async (operation: Operation, body: Body, contextValue: GatewayContext): Promise<Answer> => {
    const variables = body.variables ?? undefined;
    const compiled = operation.compiled();
    if (compiled) {
      const result = presentResult(await compiled({ variables, contextValue }), onError);
      return { status: result.data === undefined ? WELL_FORMED : 200, result };
    }
    const request = { query: operation.text, ...(variables && { variables }) };
    const { body: answered } = await apollo.executeOperation(request, { contextValue });
    if (answered.kind !== 'single') throw new Error('Incremental delivery is not offered.');
    const isRefused = answered.singleResult.data === undefined;
    const errors = isRefused ? operation.variables.errors(variables) : [];
    if (errors.length > 0) throw new Refusal(WELL_FORMED, errors);
    const result = operation.text === body.query ? answered.singleResult : withoutPlaces(answered.singleResult);
    return { status: isRefused ? WELL_FORMED : 200, result };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const client = clientOf(request, config.trustProxy);
    const body = await readJson(request, config.limits.bodyBytes, refuse);
    const credentials = await verifyBearer(verifier, request.headers.authorization);
    const operation = await admit(body, { userId: credentials?.identity.userId, address: client.address });
    const cookies = createCookieJar({ request, response, client, allowedOrigins: config.allowedOrigins });
    const context = new GatewayContext({ app, credentials, cookies, userAgent: request.headers['user-agent'] });
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

/** Errors know places in the text that was executed, which is not the one that was sent. */
function withoutPlaces({ errors, ...result }: FormattedExecutionResult): FormattedExecutionResult {
  return errors ? { ...result, errors: errors.map(({ locations: _, ...error }) => error) } : result;
}

/** The length is told, or node sends the body in chunks: more bytes, and more work at both ends. */
function answer(request: IncomingMessage, response: ServerResponse, { status, result }: Answer): void {
  const type = mediaTypeFor(request);
  const body = Buffer.from(JSON.stringify(result));
  response.writeHead(statusOf(status, type), { 'Content-Type': type, 'Content-Length': body.length }).end(body);
}

/** JSON for whoever does not ask for anything that is known here: so clients from before the media type had it. */
function mediaTypeFor(request: IncomingMessage): string {
  // Most clients ask for nothing, or for plain JSON.
  if (!request.headers.accept?.includes('graphql-response')) return JSON_TYPE;
  return new Negotiator(request).mediaType([JSON_TYPE, GRAPHQL_RESPONSE]) ?? JSON_TYPE;
}

/** With plain JSON a status of 400 could come from anything on the way, and clients do not read the body: a well-formed request is answered with 200 there. */
function statusOf(status: Answer['status'], type: string): number {
  if (status !== WELL_FORMED) return status;
  return type === GRAPHQL_RESPONSE ? 400 : 200;
}
