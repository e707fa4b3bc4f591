import { join } from 'node:path';
import { AuthService, ServerRole } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { PresenceService } from '@confab/proto/rooms/v1/presence_pb';
import { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { systemClock } from '@confab/runtime/clock/port';
import { createMemoryEphemeral } from '@confab/runtime/ephemeral/memory';
import { openSqliteStore } from '@confab/runtime/event-store/sqlite/open-sqlite-store';
import { randomIds } from '@confab/runtime/ids/port';
import { createSoleLeases } from '@confab/runtime/lease/sole';
import { createInProcessBus } from '@confab/runtime/live/in-process';
import { withCall } from '@confab/runtime/rpc/call';
import { createInProcessRpc } from '@confab/runtime/rpc/in-process';
import { openSqliteSearchIndex } from '@confab/runtime/search/sqlite/open-sqlite-search-index';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { createTestKey } from '@confab/runtime/testing/test-keys';
import type { ServiceImpl } from '@connectrpc/connect';
import { defaultRoomsConfig } from '../config.ts';
import { createRoomsService } from '../service.ts';
import { silent } from './rooms-app.ts';

/** The service behind its contract, next to the least of an auth service: keys, and users named for their ids. */
export async function startCluster() {
  const folder = createTempFolder();
  const network = createInProcessRpc({ log: silent });
  const live = createInProcessBus<LiveEvent>({ log: silent });
  const key = createTestKey('k1');
  const { keyId, publicKey } = key;
  const accounts: Partial<ServiceImpl<typeof AuthService>> = {
    getSigningKeys: () => ({ keys: [{ keyId, publicKey }] }),
    getUsers: ({ usernames }) => ({
      users: usernames
        .filter((username) => username !== 'nobody')
        .map((username) => ({ id: username, username, role: ServerRole.MEMBER })),
    }),
  };
  await network.as('auth').serve(AuthService, accounts as ServiceImpl<typeof AuthService>);
  const service = await createRoomsService(defaultRoomsConfig, {
    service: 'rooms',
    openStore: (definition) => openSqliteStore({ file: join(folder.path, 'rooms.db'), ...definition }),
    openSearchIndex: ({ version }) => openSqliteSearchIndex({ file: join(folder.path, 'search.db'), version }),
    rpc: network.as('rooms'),
    live,
    ephemeral: createMemoryEphemeral({ clock: systemClock, log: silent }),
    leases: createSoleLeases(),
    clock: systemClock,
    ids: randomIds,
    log: silent,
  });
  const as = (name: string) => {
    const rpc = network.as(name);
    return { rooms: rpc.client(RoomService), presence: rpc.client(PresenceService) };
  };
  return {
    live,
    /** Clients as a service has them. */
    as,
    /** Options of a call with that user's access token. */
    by(userId: string, commandId?: string) {
      const claims = { sub: userId, name: userId, role: userId === 'admin' ? 'ADMIN' : 'MEMBER', sid: `s-${userId}` };
      const token = key.sign(claims, { expiresIn: 600 });
      return withCall({ token, correlationId: 'test', ...(commandId !== undefined && { commandId }) });
    },
    async end() {
      await service.close();
      folder.remove();
    },
  };
}
