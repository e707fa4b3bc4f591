import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { OperatorService } from '@confab/proto/messages/v1/operator_pb';
import { startIndexer } from '@confab/runtime/eventlog/search/indexer';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { ServiceShell } from '@confab/runtime/process/service-shell';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { createActivityAnnouncer } from './adapters/activity-announcer.ts';
import { createRoomsClient } from './adapters/rooms-client.ts';
import { createUsersClient } from './adapters/users-client.ts';
import { hiddenFields } from './api/hidden-fields.ts';
import { createMessageService } from './api/message-service.ts';
import { routesOf } from './api/routes.ts';
import { servePartitions } from './api/serve-partitions.ts';
import { type ActivityReporter, createActivityReporter } from './application/activity-reporter.ts';
import { createHydrations } from './application/hydrations.ts';
import { createMentions } from './application/mentions.ts';
import { messageSearch } from './application/search/message-search.ts';
import { messagesStore, STREAM_KINDS } from './application/store.ts';
import { createTimelineAccess } from './application/timeline-access.ts';
import type { MessagesConfig } from './config.ts';

/** Gateways are told of a room that changes its unread counts at most this often. */
const ANNOUNCE_MS = 1_000;

/** Opens the store and serves `MessageService`. Resolves once it is served. */
export async function createMessagesService(config: MessagesConfig, platform: Platform<LiveEvent>): Promise<Service> {
  const { rpc, live, clock, ids, log } = platform;
  const shell = await ServiceShell.open(platform, { store: messagesStore, kinds: STREAM_KINDS });
  const { runner, store } = shell;
  const rooms = createRoomsClient({ rpc, newCorrelationId: () => ids.next() });
  const users = createUsersClient({ rpc, clock, cacheSize: config.userCacheSize });
  const auth = rpc.client(AuthService);
  const callers = await shell.callers({
    keys: () => auth.getSigningKeys({}),
    subject: SESSIONS_SUBJECT,
    heard({ event }, revoke) {
      if (event.case === 'sessionRevoked') revoke(event.value.sessionId);
    },
  });
  const publisher = shell.publish({ route: routesOf, onError: reportTo(log, 'publishing failed') });
  const search = await openSearch(platform, store);
  const stopReporting = reportActivity(store, [
    createActivityReporter({ sink: rooms, clock, intervalMs: config.activityIntervalMs, types: ['MessagePosted'] }),
    createActivityReporter({
      ...{ sink: createActivityAnnouncer(live), clock },
      intervalMs: ANNOUNCE_MS,
      types: ['MessagePosted', 'MessageDeleted'],
    }),
  ]);

  const ports = { access: rooms, users };
  const context = {
    ...{ runner, store, index: search.index, ids },
    hydrations: createHydrations(store.projections),
    timelines: createTimelineAccess(ports),
    mentions: createMentions(ports),
  };
  const handlers = createMessageService({ callers, context });
  await rpc.serve(MessageService, handlers);
  await rpc.serve(OperatorService, shell.operator({ admit: callers.administrator, hides: hiddenFields }));
  const partitions = await servePartitions({
    leases: platform.leases,
    serve: (partition) => rpc.serve(MessageService, handlers, { partition }),
  });
  return shell.service({
    before: () => partitions.close(),
    async after() {
      stopReporting();
      await publisher.caughtUp();
      await search.close();
    },
  });
}

/** The index of messages, and what keeps it up to date. */
async function openSearch(platform: Platform<LiveEvent>, store: EventStore) {
  const index = await platform.openSearchIndex(messageSearch);
  const indexer = await startIndexer({
    ...{ store, index, definition: messageSearch, leases: platform.leases },
    onError: reportTo(platform.log, 'indexing failed'),
  });
  return {
    index,
    async close() {
      await indexer.stop();
      await index.close();
    },
  };
}

/** Tells each reporter of what is committed. Returns how to stop it. */
function reportActivity(store: EventStore, reporters: readonly ActivityReporter[]): () => void {
  const unsubscribe = store.onCommitted((events) => {
    for (const reporter of reporters) reporter.note(events);
  });
  return () => {
    unsubscribe();
    for (const reporter of reporters) reporter.close();
  };
}
