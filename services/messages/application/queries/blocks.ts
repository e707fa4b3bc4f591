import { conversationId } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { findBlocked, readBlocksBetween } from '../projections/blocks.ts';
import type { ConversationDocument } from '../projections/inbox-reader.ts';
import type { QueryContext } from './query-context.ts';

/** Ids of whom the caller blocks, the latest first. */
export function listBlockedUsers({ store }: QueryContext, { userId }: Caller): Promise<string[]> {
  return findBlocked(store.projections, userId);
}

export interface ReachFound {
  /** The one who is reached blocks the other. */
  blocked: boolean;
  /** The one who is reached knows of a conversation of the two, and neither blocks the other. */
  conversing: boolean;
}

/**
 * Whether what one user does is to reach another, by what is on disk now. For services: nobody's
 * rights are asked.
 */
export async function checkReach(
  { store: { projections } }: Pick<QueryContext, 'store'>,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<ReachFound> {
  const key = [toId, conversationId(fromId, toId)];
  const [[blocked, blocking], conversation] = await Promise.all([
    readBlocksBetween(projections, toId, fromId),
    projections.get<ConversationDocument>('conversations', key),
  ]);
  return { blocked, conversing: conversation !== undefined && !blocked && !blocking };
}
