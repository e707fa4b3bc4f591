import { join } from 'node:path';
import { AuthService, ServerRole } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { PresenceService } from '@confab/proto/rooms/v1/presence_pb';
import { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { openSqliteSearchIndex } from '@confab/runtime/eventlog/search/sqlite/open-sqlite-search-index';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { systemClock } from '@confab/runtime/kernel/clock/port';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { createMemoryEphemeral } from '@confab/runtime/network/ephemeral/memory';
import { createSoleLeases } from '@confab/runtime/network/lease/sole';
import { createInProcessBus } from '@confab/runtime/network/live/in-process';
import { withCall } from '@confab/runtime/network/rpc/call';
import { createInProcessRpc } from '@confab/runtime/network/rpc/in-process';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { createTestKey } from '@confab/runtime/testing/test-keys';
import type { ServiceImpl } from '@connectrpc/connect';
import { defaultRoomsConfig } from '../config.ts';
import { createRoomsService } from '../service.ts';
import { silent } from './rooms-app.ts';

/**
 * The service behind its contract, next to the least of an auth service: keys, and users named for
 * their ids.
 */
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
