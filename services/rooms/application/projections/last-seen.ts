import type { Projection } from '@confab/runtime/eventlog/store/projection';
import { lastSeenUser, type UserWentOffline } from '../../domain/presence/last-seen.ts';

export interface LastSeenDoc {
  userId: string;
  atMs: number;
}

export const LAST_SEEN = 'last_seen';

/** When each user was seen last. */
export const lastSeenProjection: Projection = {
  name: 'last-seen',
  version: 1,
  collections: { [LAST_SEEN]: { key: ['userId'] } },
  project(event) {
    if (event.type !== ('UserWentOffline' satisfies UserWentOffline['type'])) return [];
    const { atMs } = event.data as UserWentOffline['data'];
    return [{ op: 'put', in: LAST_SEEN, doc: { userId: lastSeenUser(event.stream), atMs } }];
  },
};
