import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { MAX_MENTIONS } from '@confab/text/mentions';
import type { MessageKey } from '../../domain/message.ts';

const COLLECTIONS = ['mentions', 'withheldMentions'] as const;

/** Whether a message mentions the user, and whether they were told. */
export async function readMention(
  projections: ProjectionReader,
  userId: string,
  { timelineId, seq }: MessageKey,
): Promise<'shown' | 'withheld' | 'none'> {
  const key = [userId, timelineId, seq];
  const [shown, withheld] = await Promise.all(COLLECTIONS.map((collection) => projections.get(collection, key)));
  if (shown) return 'shown';
  return withheld ? 'withheld' : 'none';
}

/** Ids of the users whom a message mentions, told or not. */
export async function findMentioned(
  projections: ProjectionReader,
  { timelineId, seq }: MessageKey,
): Promise<readonly string[]> {
  const find = { index: 'byMessage', equal: [timelineId, seq], limit: MAX_MENTIONS };
  const found = await Promise.all(
    COLLECTIONS.map((collection) => projections.find<{ userId: string }>(collection, find)),
  );
  return found.flat().map(({ userId }) => userId);
}
