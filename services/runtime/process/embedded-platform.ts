import type { Logger } from 'pino';
import { openSqliteSearchIndex } from '../eventlog/search/sqlite/open-sqlite-search-index.ts';
import type { EventStore } from '../eventlog/store/port.ts';
import { openSqliteStore } from '../eventlog/store/sqlite/open-sqlite-store.ts';
import type { Clock } from '../kernel/clock/port.ts';
import type { Ids } from '../kernel/ids/port.ts';
import { createMemoryEphemeral } from '../network/ephemeral/memory.ts';
import { createSoleLeases } from '../network/lease/sole.ts';
import { createInProcessBus } from '../network/live/in-process.ts';
import { createInProcessRpc } from '../network/rpc/in-process.ts';
import type { Rpc } from '../network/rpc/port.ts';
import { createStoreFile, lockDataFolder, searchFileOf } from './data-folder.ts';
import type { Platform } from './platform.ts';
import { closeInOrder } from './shutdown.ts';

export interface EmbeddedPlatformsOptions {
  /** Holds `<service>.db` of each service and `<service>-search.db` of those that can be searched. Created where it is missing, for its owner only: folders with mode 0700, files with 0600. */
  dataDir: string;
  clock: Clock;
  ids: Ids;
  log: Logger;
  /** Looks at the requests of a service; absent: nobody does. */
  watchRpc?: ((service: string, rpc: Rpc) => Rpc) | undefined;
}

/** Services that share one process, each with its own view of the same drivers. */
export interface EmbeddedPlatforms<Live> {
  platform(service: string): Platform<Live>;
  /** After the services: ends calls and live delivery, closes stores that are still open and lets go of the folder. Idempotent. */
  close(): Promise<void>;
}

/**
 * Everything in one process on embedded drivers. One process at a time serves from a data folder; tools may open the stores meanwhile. Throws
 * UNAVAILABLE with one line that says what to do where the folder cannot be had.
 *
 * The bus and the ephemeral topics are shared: a service's `close` on them does nothing, subscriptions end by `unsubscribe` or with the
 * platforms. A service's `rpc.close()` withdraws what that service serves.
 */
export function createEmbeddedPlatforms<Live>(options: EmbeddedPlatformsOptions): EmbeddedPlatforms<Live> {
  const { dataDir, clock, ids, log, watchRpc = (_service, rpc) => rpc } = options;
  const folder = lockDataFolder(dataDir);
  const rpc = createInProcessRpc({ log, ids });
  const live = createInProcessBus<Live>({ log });
  const ephemeral = createMemoryEphemeral({ clock, log });
  const stores: EventStore[] = [];
  const platforms = new Map<string, Platform<Live>>();
  let closing: Promise<void> | undefined;

  const create = (service: string): Platform<Live> => {
    const own = log.child({ service });
    return {
      service,
      async openStore({ projections, upcasters }) {
        const file = createStoreFile(dataDir, service);
        const store = await openSqliteStore({ file, projections, upcasters, log: own, isSoleWriter: true });
        stores.push(store);
        return store;
      },
      openSearchIndex: ({ version }) =>
        openSqliteSearchIndex({ file: createStoreFile(dataDir, searchFileOf(service)), version }),
      rpc: watchRpc(service, rpc.as(service)),
      live: { ...live, close: async () => {} },
      ephemeral: { ...ephemeral, close: async () => {} },
      leases: createSoleLeases(),
      clock,
      ids,
      log: own,
    };
  };

  const close = async () => {
    const calls = [...platforms.values()].map((platform) => platform.rpc);
    try {
      await closeInOrder([...calls, live, ephemeral, ...stores]);
    } finally {
      folder.release();
    }
  };

  return {
    platform(service) {
      const platform = platforms.get(service) ?? create(service);
      platforms.set(service, platform);
      return platform;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
