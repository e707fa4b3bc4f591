import type { IncomingMessage, ServerResponse } from 'node:http';
import { time } from '@confab/runtime/kernel/clock/time';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { TokenVerifier } from '@confab/runtime/network/identity/port';
import type { GraphQLError } from 'graphql';
import type { GatewayConfig } from '../config.ts';
import type { App } from '../context/app.ts';
import { GatewayContext } from '../context/context.ts';
import { toGraphQLError } from '../context/present-error.ts';
import type { Admission, Admitted } from '../execution/admission.ts';
import { refuseLarge } from '../execution/answer-size.ts';
import { verifyBearer } from '../execution/credentials.ts';
import type { HoldBacks } from '../execution/hold-backs.ts';
import { type Asker, accountOf } from '../execution/rate-limits.ts';
import type { GraphqlRequest } from '../execution/request.ts';
import { traceOperation } from '../execution/trace-operation.ts';
import type { Apollo, Result } from './apollo.ts';
import { askedOrigin, clientOf } from './client.ts';
import { GRAPHQL_RESPONSE, mediaTypeFor } from './media-type.ts';
import { Malformed, readRequest } from './read-request.ts';
import { type CookieOptions, createCookieJar } from './refresh-cookie.ts';

export interface GraphqlHandlerOptions {
  apollo: Apollo;
  app: App;
  config: GatewayConfig;
  admission: Admission;
  holdBacks: HoldBacks;
  verifier: TokenVerifier;
  onError(error: unknown): void;
  onCookieRefused: CookieOptions['onRefused'];
  onOperation(type: string): void;
}

/** What `/graphql` answers, besides upgrades. */
export const API_METHODS = 'POST, OPTIONS';
/** When to come back where nothing says it. */
const RETRY_AFTER_MS = 1_000;

interface Answer {
  /** Whose budget it is paid from. */
  account?: string;
  /** Absent: as the errors have it. */
  status?: number;
  result: Result;
}

/**
 * `POST /graphql`: the same documents, limits and errors as over WebSocket. Apollo Server calls the
 * executor that both share. Its own HTTP layer is left out: the checks that it makes are made here
 * already, and it takes as long as the rest of a request.
 */
export function createGraphqlHandler(options: GraphqlHandlerOptions) {
  const { apollo, app, config, admission, holdBacks, verifier, onError, onCookieRefused, onOperation } = options;
  const refused = (errors: readonly GraphQLError[]): Answer => ({
    result: { errors: errors.map((error) => error.toJSON()) },
  });

  const admit = async (asked: GraphqlRequest, asker: Asker): Promise<Admitted | readonly GraphQLError[]> => {
    const admitted = await admission.admit(asked, asker);
    if (!('operation' in admitted)) return admitted;
    if (admitted.operation.type === 'subscription') {
      return [toGraphQLError(new AppError('BAD_USER_INPUT', 'Subscribe over WebSocket.'), onError)];
    }
    onOperation(admitted.operation.type);
    return admitted;
  };

  const execute = async ({ operation, variables, cost }: Admitted, contextValue: GatewayContext): Promise<Answer> => {
    const result = await apollo.execute(operation, { variables, contextValue });
    const large = refuseLarge(result.data, cost);
    return large ? refused([large]) : { result };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<Answer> => {
    const client = clientOf(request, config.trustProxy);
    const operationAsked = await readRequest(request, config.limits.bodyBytes);
    const credentials = await verifyBearer(verifier, request.headers.authorization);
    const asker = { userId: credentials?.identity.userId, address: client.address };
    const admitted = await admit(operationAsked, asker);
    const account = accountOf(asker);
    if (!('operation' in admitted)) {
      const heldMs = holdBacks.msFor(account);
      if (heldMs > 0) await time.sleep(heldMs);
      return refused(admitted);
    }
    const { allowedOrigins, publicUrl } = config;
    const from = { request, response, client };
    const cookies = createCookieJar({ ...from, allowedOrigins, publicUrl, onRefused: onCookieRefused });
    const userAgent = request.headers['user-agent'];
    const { address } = client;
    const asked = askedOrigin(request, client);
    const context = new GatewayContext({ app, credentials, cookies, userAgent, address, asked });
    const run = () => app.budgets.run(account, admitted.cost, () => execute(admitted, context));
    return { ...(await traceOperation('http', context, run)), account };
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('Cache-Control', 'no-store');
    try {
      const served = await serve(request, response);
      const bytes = answer(request, response, served);
      if (served.account !== undefined) app.budgets.answered(served.account, bytes);
    } catch (error) {
      const isMalformed = error instanceof Malformed;
      const { result } = refused([toGraphQLError(isMalformed ? error.error : error, onError)]);
      answer(request, response, isMalformed ? { status: error.status, result } : { result });
    }
  };
}

/** Returns the bytes of the body. Their number is told, or node sends the body in chunks: more bytes, and more work at both ends. */
function answer(request: IncomingMessage, response: ServerResponse, { status: given, result }: Answer): number {
  const type = mediaTypeFor(request.headers.accept);
  const status = given ?? statusOf(result, type === GRAPHQL_RESPONSE);
  // Nobody reads the rest of a refused body: the connection cannot be used again.
  if (!request.complete) response.setHeader('Connection', 'close');
  if (status === 405) response.setHeader('Allow', API_METHODS);
  if (status === 429 || status === 503) response.setHeader('Retry-After', secondsToWait(result));
  const body = Buffer.from(JSON.stringify(result));
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': body.length }).end(body);
  return body.length;
}

/** Refusals that are not about what was asked, and say when to come back or that something is broken. */
const STATUSES: ReadonlyMap<unknown, number> = new Map([
  ['RATE_LIMITED', 429],
  ['UNAVAILABLE', 503],
  ['INTERNAL_SERVER_ERROR', 500],
]);

/**
 * What was executed is 200, with errors or without. A refusal is 200 in plain JSON too, as clients that ask for that read no other body; in the media type of
 * GraphQL it is 400: https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes
 */
function statusOf({ data, errors }: Result, hasOwnType: boolean): number {
  if (data !== undefined) return 200;
  return STATUSES.get(errors?.[0]?.extensions?.['code']) ?? (hasOwnType ? 400 : 200);
}

function secondsToWait({ errors }: Result): number {
  const retryAfterMs = errors?.[0]?.extensions?.['retryAfterMs'];
  return Math.ceil((typeof retryAfterMs === 'number' ? retryAfterMs : RETRY_AFTER_MS) / 1_000);
}
