import { createPaced, type Paced } from '@confab/runtime/kernel/turns/paced';
import { withCall } from '@confab/runtime/network/rpc/call';
import { createUserCache } from '../accounts/user.cache.ts';
import type { App } from '../context/app.ts';
import { inboxKey } from './inbox-topic.ts';
import { PersonRenamed } from './notice-event.type.ts';

/** Whoever renames themselves all the time is told of once in so long. */
const EVERY_MS = 1_000;

/**
 * Returns what a gateway does when somebody is called otherwise: it asks whom they have conversations with, once for
 * all of its sockets, and tells those of them who are connected here, and their own other devices. Members of their
 * rooms are told by the rooms service.
 */
export function createRenames(app: App, onError: (error: unknown) => void): Paced {
  const { clients, feeds, clock, ids } = app;
  const users = app.keep(createUserCache);
  const tell = async (userId: string): Promise<void> => {
    const { userIds } = await clients.messages.listPeers({ userId }, withCall({ correlationId: ids.next() }));
    // An answer that was under way when the name changed may have brought the old one back.
    users.delete(userId);
    for (const each of new Set([...userIds, userId])) {
      const feed = feeds.open(inboxKey(each));
      feed?.broadcast([new PersonRenamed({ cursor: feed.cursorAt(feed.positions), at: clock.now() }, userId)]);
    }
  };
  const told = createPaced({ everyMs: EVERY_MS, work: (userId) => void tell(userId).catch(onError) });
  return (userId) => {
    users.delete(userId);
    told(userId);
  };
}
