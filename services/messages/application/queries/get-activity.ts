import { findMessages } from '../projections/messages.ts';
import { checkIds, type QueryContext } from './query-context.ts';

/**
 * When rooms were last posted to; rooms without messages are left out. For services: nobody's
 * rights are asked.
 */
export async function getActivity(
  { store }: Pick<QueryContext, 'store'>,
  roomIds: readonly string[],
): Promise<Map<string, number>> {
  checkIds('roomIds', roomIds);
  const activity = new Map<string, number>();
  await Promise.all(
    roomIds.map(async (roomId) => {
      const [last] = await findMessages(store.projections, roomId, { order: 'descending', limit: 1 });
      if (last) activity.set(roomId, last.sentAtMs);
    }),
  );
  return activity;
}
