import 'reflect-metadata';
import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { OperatorService as AuthOperator } from '@confab/proto/auth/v1/operator_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { OperatorService as MessagesOperator } from '@confab/proto/messages/v1/operator_pb';
import { OperatorService as RoomsOperator } from '@confab/proto/rooms/v1/operator_pb';
import { PresenceService } from '@confab/proto/rooms/v1/presence_pb';
import { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import { createTokenVerifier } from '@confab/runtime/network/identity/jwt-verifier';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import type { GatewayConfig } from './config.ts';
import { type Clients, createApp } from './context/app.ts';
import { createCostBudgets, UNLIMITED } from './context/cost-budgets.ts';
import { createPartitions } from './context/partitions.ts';
import { createRenames } from './conversations/renames.ts';
import { createAdmission } from './execution/admission.ts';
import { createDocuments } from './execution/documents.ts';
import { createHoldBacks, NOBODY_HELD } from './execution/hold-backs.ts';
import { createRateLimits } from './execution/rate-limits.ts';
import { startApollo } from './http/apollo.ts';
import { createGraphqlHandler } from './http/graphql-handler.ts';
import { startHttpServer } from './http/http-server.ts';
import { Feeds } from './live/feeds.ts';
import { createMetrics } from './metrics.ts';
import { PresenceClient } from './presence/presence-client.ts';
import { gatewaySchema } from './schema/build.ts';
import { Connections } from './socket/connections.ts';
import { createOperations } from './socket/operations.ts';
import { Renewals } from './socket/renewals.ts';
import { SocketServer } from './socket/socket-server.ts';
import { VERSION } from './version.ts';

export interface GatewayService extends Service {
  /** Where it listens, as a browser on this machine writes it. */
  readonly url: string;
}

/** Serves the public API and the web app. Resolves once it listens; throws UNAVAILABLE with one clear line if the port cannot be had. */
export async function createGatewayService(
  config: GatewayConfig,
  platform: Platform<LiveEvent>,
): Promise<GatewayService> {
  const { rpc, live, clock, ids, log, ephemeral } = platform;
  const clients: Clients = {
    auth: rpc.client(AuthService),
    rooms: rpc.client(RoomService),
    presence: rpc.client(PresenceService),
    messages: rpc.client(MessageService),
    operators: {
      auth: rpc.client(AuthOperator),
      rooms: rpc.client(RoomsOperator),
      messages: rpc.client(MessagesOperator),
    },
  };
  const connections = new Connections({ clock, limits: config.limits });
  const counted = {
    sockets: () => connections.size,
    subscriptions: () => connections.streams,
    feeds: () => feeds.size,
  };
  const metrics = createMetrics(counted, platform.metrics);
  const report = reportTo(log, 'a request or a feed failed');
  const onError = (err: unknown) => {
    if (!isAppError(err, 'UNAVAILABLE')) metrics.internalError();
    report(err);
  };
  const { lingerMs, replayEvents } = config.live;
  const feeds = new Feeds({ bus: live, clock, lingerMs, replayEvents, onError });
  const budgets = config.rateLimits ? createCostBudgets(clock, config.limits) : UNLIMITED;
  const app = createApp({
    clients,
    server: { name: config.name, version: VERSION },
    publicUrl: config.publicUrl,
    ids,
    clock,
    bus: live,
    live: config.live,
    feeds,
    farewells: connections,
    partitions: createPartitions(),
    budgets,
    onError,
  });

  const keys = () => clients.auth.getSigningKeys({}, withCall({ correlationId: ids.next() }));
  const verifier = createTokenVerifier({ keys, clock, log });
  const renamed = createRenames(app, reportTo(log, 'nobody could be told of a new name'));
  const revocations = await live.subscribe(SESSIONS_SUBJECT, (events) => {
    for (const { event } of events) {
      if (event.case === 'userRenamed') renamed(event.value.userId);
      if (event.case !== 'sessionRevoked') continue;
      verifier.revoke(event.value.sessionId);
      connections.closeSession(event.value.sessionId);
    }
  });

  const schema = gatewaySchema();
  const documents = createDocuments(schema, config.limits);
  const rateLimits = createRateLimits(config.rateLimits ? ephemeral : undefined);
  const holdBacks = config.rateLimits ? createHoldBacks(clock) : NOBODY_HELD;
  const admission = createAdmission({ documents, rateLimits, budgets, holdBacks, onError });
  const apollo = await startApollo({ schema, log, onError });

  const presence = new PresenceClient({
    presence: clients.presence,
    ids,
    beatMs: config.live.presenceBeatMs,
    onError: reportTo(log, 'presence could not be told'),
  });
  const operations = createOperations({
    ...{ app, admission, limits: config.limits, onError },
    onOperation: (type) => metrics.operation('ws', type),
  });
  const sockets = new SocketServer({
    ...{ app, config, clock, ids, verifier, connections, presence, operations, holdBacks, onError },
    renewals: new Renewals({ verifier, connections }),
    onTooSlow: metrics.tooSlow,
  });
  const ready = async () => {
    await keys();
  };
  const graphql = createGraphqlHandler({
    ...{ apollo, app, config, admission, holdBacks, verifier, onError },
    onCookieRefused: (page) =>
      log.warn(
        page,
        'a page was kept from its cookie, so that a reload signs out: let the proxy pass Host on, or set CONFAB_PUBLIC_URL',
      ),
    onOperation: (type) => metrics.operation('http', type),
  });
  const letGo = async (): Promise<void> => {
    await presence.close();
    app.close();
    feeds.close();
    revocations.unsubscribe();
    await apollo.stop();
  };
  const http = await startHttpServer({ config, graphql, sockets, metrics, ready, onError, log }).catch(
    async (error) => {
      await letGo();
      throw error;
    },
  );
  const close = async (): Promise<void> => {
    const listening = http.close();
    await sockets.close(config.drainMs);
    await listening;
    await letGo();
  };
  let closing: Promise<void> | undefined;
  return { url: http.url, ready, close: () => (closing ??= close()) };
}
