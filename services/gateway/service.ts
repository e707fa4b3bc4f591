import 'reflect-metadata';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import { createTokenVerifier } from '@confab/runtime/network/identity/jwt-verifier';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import type { GatewayConfig } from './config.ts';
import { type App, createApp } from './context/app.ts';
import { createClients } from './context/clients.ts';
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
import { Operations } from './socket/operations.ts';
import { Renewals } from './socket/renewals.ts';
import { SocketServer } from './socket/socket-server.ts';
import { VERSION } from './version.ts';

const COOKIE_REFUSED =
  'a page was kept from its cookie, so that a reload signs out: let the proxy pass Host on, or set CONFAB_PUBLIC_URL';

export interface GatewayService extends Service {
  /** Where it listens, as a browser on this machine writes it. */
  readonly url: string;
}

/** Serves the public API and the web app. Resolves once it listens; throws UNAVAILABLE with one clear line if the port cannot be had. */
export async function createGatewayService(
  config: GatewayConfig,
  platform: Platform<LiveEvent>,
): Promise<GatewayService> {
  const { live, clock, ids, log, ephemeral } = platform;
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
  const app = appOf(config, platform, { farewells: connections, onError });
  const { feeds, budgets } = app;
  const keys = () => app.clients.auth.getSigningKeys({}, withCall({ correlationId: ids.next() }));
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
    presence: app.clients.presence,
    ids,
    beatMs: config.live.presenceBeatMs,
    onError: reportTo(log, 'presence could not be told'),
  });
  const operations = new Operations({
    ...{ app, admission, limits: config.limits, onError },
    onOperation: (type) => metrics.operation('ws', type),
  });
  const sockets = new SocketServer({
    ...{ app, config, clock, ids, verifier, connections, presence, operations, holdBacks, onError },
    renewals: new Renewals({ verifier, connections }),
    onTooSlow: metrics.tooSlow,
  });
  const ready = () => keys().then(() => undefined);
  const graphql = createGraphqlHandler({
    ...{ apollo, app, config, admission, holdBacks, verifier, onError },
    onCookieRefused: (page) => log.warn(page, COOKIE_REFUSED),
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

/** What every request shares. */
function appOf(
  { name, publicUrl, limits, live, rateLimits }: GatewayConfig,
  { rpc, live: bus, clock, ids }: Platform<LiveEvent>,
  { farewells, onError }: Pick<App, 'farewells' | 'onError'>,
) {
  const { lingerMs, replayEvents } = live;
  return createApp({
    clients: createClients(rpc),
    server: { name, version: VERSION },
    ...{ publicUrl, ids, clock, bus, live, farewells, onError },
    feeds: new Feeds({ bus, clock, lingerMs, replayEvents, onError }),
    partitions: createPartitions(),
    budgets: rateLimits ? createCostBudgets(clock, limits) : UNLIMITED,
  });
}
