import type { ConversationDocument } from '../projections/inbox-reader.ts';
import type { QueryContext } from './query-context.ts';

/** The most recent ones: there is a gateway waiting for all of them. */
const MOST = 500;

/**
 * Ids of whom this user has a conversation with that both know of, the most recently active first.
 * Whoever has been kept from all that the user wrote knows of none. For services: nobody's rights
 * are asked.
 */
export async function listPeers(
  { store: { projections } }: Pick<QueryContext, 'store'>,
  userId: string,
): Promise<string[]> {
  const own = await projections.find<ConversationDocument>('conversations', {
    index: 'byActivity',
    equal: [userId],
    order: 'descending',
    limit: MOST,
  });
  const theirs = await projections.getMany(
    'conversations',
    own.map(({ peerId, timelineId }) => [peerId, timelineId]),
  );
  return own.filter((_, at) => theirs[at] !== undefined).map(({ peerId }) => peerId);
}
