import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { MAX_BLOCKED } from '../../domain/block-user.ts';
import { inboxKind } from '../../domain/inbox.ts';
import type { InboxEvent } from '../../domain/inbox-events.ts';

const BLOCKS = 'blocks';

/** Who blocks whom now; `atSeq` is the position of the event in the inbox of `userId`. */
export const blocksProjection: Projection = {
  name: 'blocks',
  version: 1,
  collections: { [BLOCKS]: { key: ['userId', 'blockedId'], indexes: { byAge: ['userId', 'atSeq'] } } },
  project(stored) {
    const event = stored as NewEvent & InboxEvent;
    const userId = event.stream.slice(inboxKind.prefix.length);
    switch (event.type) {
      case 'UserBlocked':
        return [{ op: 'put', in: BLOCKS, doc: { userId, blockedId: event.data.blockedId, atSeq: event.seq } }];
      case 'UserUnblocked':
        return [{ op: 'remove', in: BLOCKS, key: [userId, event.data.blockedId] }];
      default:
        return [];
    }
  },
};

/** Whether one user blocks the other. */
export async function isBlocked(projections: ProjectionReader, userId: string, otherId: string): Promise<boolean> {
  return (await projections.get(BLOCKS, [userId, otherId])) !== undefined;
}

/** Whether the first blocks the second, and the second the first. */
export async function readBlocksBetween(
  projections: ProjectionReader,
  userId: string,
  otherId: string,
): Promise<[boolean, boolean]> {
  const [own, others] = await projections.getMany(BLOCKS, [
    [userId, otherId],
    [otherId, userId],
  ]);
  return [own !== undefined, others !== undefined];
}

/** Ids of whom the user blocks, the latest first. */
export async function findBlocked(projections: ProjectionReader, userId: string): Promise<string[]> {
  const found = await projections.find<{ blockedId: string }>(BLOCKS, {
    index: 'byAge',
    equal: [userId],
    order: 'descending',
    limit: MAX_BLOCKED,
  });
  return found.map(({ blockedId }) => blockedId);
}

export function countBlocked(projections: ProjectionReader, userId: string): Promise<number> {
  return projections.count(BLOCKS, { index: 'key', equal: [userId], limit: MAX_BLOCKED });
}
