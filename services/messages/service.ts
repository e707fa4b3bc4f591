import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { OperatorService } from '@confab/proto/messages/v1/operator_pb';
import { createEventBrowser } from '@confab/runtime/eventlog/browser/event-browser';
import { createPublisher } from '@confab/runtime/eventlog/consumers/publisher';
import { createCommandRunner } from '@confab/runtime/eventlog/decider/command-runner';
import { startIndexer } from '@confab/runtime/eventlog/search/indexer';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import { createCallers } from '@confab/runtime/network/identity/caller';
import { createTokenVerifier } from '@confab/runtime/network/identity/jwt-verifier';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { createOperatorHandlers } from '@confab/runtime/process/serve-operator';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { createActivityAnnouncer } from './adapters/activity-announcer.ts';
import { createRoomsClient } from './adapters/rooms-client.ts';
import { createUsersClient } from './adapters/users-client.ts';
import { hiddenFields } from './api/hidden-fields.ts';
import { createMessageService } from './api/message-service.ts';
import { routesOf } from './api/routes.ts';
import { servePartitions } from './api/serve-partitions.ts';
import { createActivityReporter } from './application/activity-reporter.ts';
import { createHydrations } from './application/hydrations.ts';
import { createMentions } from './application/mentions.ts';
import { createPlaces } from './application/places.ts';
import { storeDefinition } from './application/projections/store-definition.ts';
import { messageSearch } from './application/search/message-search.ts';
import type { MessagesConfig } from './config.ts';
import { inboxKind } from './domain/inbox.ts';
import { timelineKind } from './domain/timeline.ts';

const STREAM_KINDS = [timelineKind, inboxKind];
/** Gateways are told of a room that changes its unread counts at most this often. */
const ANNOUNCE_MS = 1_000;

/** Opens the store and serves `MessageService`. Resolves once it is served. */
export async function createMessagesService(config: MessagesConfig, platform: Platform<LiveEvent>): Promise<Service> {
  const { rpc, live, clock, ids, log } = platform;
  const store = await platform.openStore(storeDefinition);
  const newCorrelationId = () => ids.next();

  const rooms = createRoomsClient({ rpc, newCorrelationId });
  const users = createUsersClient({ rpc, clock, cacheSize: config.userCacheSize });
  const auth = rpc.client(AuthService);
  const verifier = createTokenVerifier({ keys: () => auth.getSigningKeys({}), clock, log });
  const revocations = await live.subscribe(SESSIONS_SUBJECT, (batch) => {
    for (const { event } of batch) if (event.case === 'sessionRevoked') verifier.revoke(event.value.sessionId);
  });

  const runner = createCommandRunner({ store, kinds: STREAM_KINDS, clock, ids, log });
  const onError = reportTo(log, 'publishing failed');
  const publisher = createPublisher<LiveEvent>({ store, live, route: routesOf, onError });
  const index = await platform.openSearchIndex(messageSearch);
  const indexer = await startIndexer({
    ...{ store, index, definition: messageSearch, leases: platform.leases },
    onError: reportTo(log, 'indexing failed'),
  });
  const reporters = [
    createActivityReporter({
      ...{ sink: rooms, clock },
      intervalMs: config.activityIntervalMs,
      types: ['MessagePosted'],
    }),
    createActivityReporter({
      ...{ sink: createActivityAnnouncer(live), clock },
      intervalMs: ANNOUNCE_MS,
      types: ['MessagePosted', 'MessageDeleted'],
    }),
  ];
  const unsubscribe = store.onCommitted((events) => {
    for (const reporter of reporters) reporter.note(events);
  });

  const ports = { access: rooms, users };
  const context = {
    runner,
    store,
    index,
    ids,
    hydrations: createHydrations(store.projections),
    places: createPlaces(ports),
    mentions: createMentions(ports),
  };
  const callers = createCallers(verifier);
  const handlers = createMessageService({ callers, context });
  await rpc.serve(MessageService, handlers);
  const browser = createEventBrowser({ store, kinds: STREAM_KINDS, hides: hiddenFields });
  await rpc.serve(
    OperatorService,
    createOperatorHandlers({ browser, admit: callers.administrator, ready: () => store.ping() }),
  );
  const partitions = await servePartitions({
    leases: platform.leases,
    serve: (partition) => rpc.serve(MessageService, handlers, { partition }),
  });

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await partitions.close();
    await rpc.close();
    revocations.unsubscribe();
    unsubscribe();
    for (const reporter of reporters) reporter.close();
    await publisher.caughtUp();
    await publisher.stop();
    await indexer.stop();
    await index.close();
    await store.close();
  };
  return {
    ready: () => store.ping(),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
