import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { createPaced, type Paced } from '@confab/runtime/kernel/turns/paced';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { UserCache } from '../accounts/user.cache.ts';
import type { Clients } from '../context/app.ts';
import type { Hub } from '../live/hub.ts';
import { PersonRenamed } from './notice-event.type.ts';

/** Whoever renames themselves all the time is told of once in so long. */
const EVERY_MS = 1_000;

export interface RenamesOptions {
  messages: Pick<Clients['messages'], 'listPeers'>;
  hub: Pick<Hub, 'tellInboxes'>;
  users: Pick<UserCache, 'delete'>;
  clock: Clock;
  ids: Ids;
  onError(error: unknown): void;
}

/**
 * Returns what a gateway does when somebody is called otherwise: it asks whom they have conversations with, once for
 * all of its sockets, and tells those of them who are connected here, and their own other devices. Members of their
 * rooms are told by the rooms service.
 */
export function createRenames({ messages, hub, users, clock, ids, onError }: RenamesOptions): Paced {
  const tell = async (userId: string): Promise<void> => {
    const { userIds } = await messages.listPeers({ userId }, withCall({ correlationId: ids.next() }));
    // An answer that was under way when the name changed may have brought the old one back.
    users.delete(userId);
    hub.tellInboxes([...userIds, userId], (cursor) => new PersonRenamed({ cursor, at: clock.now() }, userId));
  };
  return createPaced({ everyMs: EVERY_MS, work: (userId) => void tell(userId).catch(onError) });
}
