import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { OperatorService } from '@confab/proto/rooms/v1/operator_pb';
import { PresenceService } from '@confab/proto/rooms/v1/presence_pb';
import { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { createLogConsumer } from '@confab/runtime/eventlog/consumers/log-consumer';
import { time } from '@confab/runtime/kernel/clock/time';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import { randomSecrets } from '@confab/runtime/kernel/ids/random-secrets';
import { createPaced } from '@confab/runtime/kernel/turns/paced';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { ServiceShell } from '@confab/runtime/process/service-shell';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { createAuthUsers } from './adapters/auth-users.ts';
import { createMessages } from './adapters/messages.ts';
import { createPresenceApi } from './api/presence-api.ts';
import { createRequests } from './api/requests.ts';
import { createRoomApi } from './api/room-api.ts';
import { createRoutes } from './api/routes.ts';
import { createInvitationConsumer } from './application/invitations.ts';
import { type PresenceDuty, takePresenceDuty } from './application/presence/presence-duty.ts';
import { createRooms } from './application/rooms.ts';
import { INVITATIONS, roomsStore, STREAM_KINDS } from './application/store.ts';
import type { RoomsConfig } from './config.ts';

/** How often time is looked at: what expires is announced a quarter of a second late at most. */
const SWEEP_MS = 250;
/** All rooms of whoever renames themselves are told of it at once, and again at most so often. */
const RENAMED_MS = 1_000;

/** That an invitation is marked as withheld would tell whom somebody blocks. */
const HIDDEN = { omitted: ['withheld', 'inviters'] };

/** Starts the service on what the platform gives; resolves once it serves. */
export async function createRoomsService(config: RoomsConfig, platform: Platform<LiveEvent>): Promise<Service> {
  const { rpc, ids, log } = platform;
  const shell = await ServiceShell.open(platform, {
    ...{ store: roomsStore, kinds: STREAM_KINDS, cacheSize: config.cachedStreams },
  });
  const { runner, store } = shell;
  const users = createAuthUsers(rpc);
  const messages = createMessages(rpc);
  const onError = reportTo(log, 'background work failed');
  const rooms = await createRooms({
    ...platform,
    config,
    store,
    runner,
    users,
    secrets: randomSecrets,
    timelines: messages,
    reach: messages,
    onError,
  });

  let duty: PresenceDuty | undefined;
  const renamed = createPaced({
    everyMs: RENAMED_MS,
    work: (userId) => void duty?.renamed(userId).catch(onError),
  });
  const auth = rpc.client(AuthService);
  const callers = await shell.callers({
    keys: () => auth.getSigningKeys({}),
    subject: SESSIONS_SUBJECT,
    heard({ event }, revoke) {
      if (event.case === 'sessionRevoked') revoke(event.value.sessionId);
      if (event.case === 'userRenamed') renamed(event.value.userId);
    },
  });
  shell.publish({ route: createRoutes({ lobby: rooms.lobby, projections: store.projections }), onError });
  const invitations = createLogConsumer({
    store,
    name: INVITATIONS,
    handle: createInvitationConsumer({
      inboxes: messages,
      room: (roomId) => rooms.directory.state(roomId),
      onUndeliverable: (error, eventId) => log.warn({ err: error, eventId }, 'an invitation cannot be delivered'),
    }),
    onError,
  });

  const requests = createRequests({ callers, ids });
  await rpc.serve(OperatorService, shell.operator({ admit: callers.administrator, hides: () => HIDDEN }));
  await rpc.serve(RoomService, createRoomApi({ ...rooms, requests, callers }));
  duty = await takePresenceDuty({
    ...{ platform, rooms },
    serve: (presence) => rpc.serve(PresenceService, createPresenceApi({ requests, callers, presence })),
  });
  const sweep = time.every(
    SWEEP_MS,
    () => {
      rooms.sweep();
      duty?.sweep();
    },
    { keepAlive: true },
  );

  return shell.service({
    async before() {
      sweep.cancel();
      await duty?.close();
    },
    async after() {
      await rooms.close();
      await invitations.stop();
    },
  });
}
