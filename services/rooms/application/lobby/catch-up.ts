import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { roomStream } from '../../domain/room/state.ts';
import { ROOMS, type RoomDoc } from '../projections/rooms.ts';
import type { Lobby } from './lobby.ts';

/**
 * A room as somebody saw it in the lobby: with its events up to `seq`; 0 for one that was not
 * there.
 */
export interface Seen {
  id: string;
  seq: number;
}

/**
 * Brings rooms of the lobby up to what anybody had committed when this was called. True where one
 * of them was seen without something of that. The lobby follows the log, but on a store that others
 * write to it learns of their commits a little after these were acknowledged.
 */
export type CatchUp = (seen: readonly Seen[]) => Promise<boolean>;

const NEVER_BEHIND: CatchUp = async () => false;

export function createCatchUp(lobby: Lobby, store: EventStore): CatchUp {
  if (store.isSoleWriter) return NEVER_BEHIND;
  return async (seen) => {
    const heads = await Promise.all(seen.map(({ id }) => store.head(roomStream(id))));
    const behind = seen.flatMap(({ id, seq }, at) => ((heads[at] ?? 0) > seq ? [{ id, head: heads[at] ?? 0 }] : []));
    if (behind.length === 0) return false;
    const keys = behind.map(({ id }) => [id]);
    // Read after the heads: a document holds at least the events up to its head.
    const docs = await store.projections.getMany<RoomDoc>(ROOMS, keys);
    for (const [at, { id, head }] of behind.entries()) lobby.learn(id, docs[at], head);
    return true;
  };
}
