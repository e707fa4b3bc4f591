import { compareKeys } from '@confab/runtime/eventlog/store/compare-keys';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { EVERYWHERE, type Roster } from '../../domain/presence/roster.ts';
import type { RoomRole } from '../../domain/room/events.ts';
import type { RoomState } from '../../domain/room/state.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import type { Walk } from './members-by-presence.ts';

/**
 * Members of a role who are online wherever they look, by name, so many at a time: together no more
 * than there are connections.
 */
export type OnlineMembers = (
  of: { room: RoomState; roomId: string; role: RoomRole },
  walk: Walk,
) => AsyncIterable<MembershipDoc[]>;

/** In the order of the list. A name never changes. */
interface Named {
  userId: string;
  folded: string;
}

interface Order {
  /** Who is online, as the room has them. */
  ids: readonly string[];
  named: readonly Named[];
}

/** Entries of orders that are kept: some 10 MB. */
const MOST_KEPT = 100_000;

/** Orders by room and role; the oldest go when there are too many entries. */
class Orders {
  readonly #orders = new Map<string, Order>();
  #entries = 0;

  get(key: string): Order | undefined {
    return this.#orders.get(key);
  }

  keep(key: string, order: Order): void {
    this.#drop(key);
    this.#orders.set(key, order);
    this.#entries += order.ids.length + 1;
    for (const oldest of this.#orders.keys()) {
      if (this.#entries <= MOST_KEPT || oldest === key) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const order = this.#orders.get(key);
    if (order && this.#orders.delete(key)) this.#entries -= order.ids.length + 1;
  }
}

/**
 * An order is made when somebody has come or gone since the page before, and then of what is new
 * alone.
 */
export function createOnlineMembers(deps: {
  projections: Pick<ProjectionReader, 'getMany'>;
  roster: Pick<Roster, 'has'>;
}): OnlineMembers {
  const { projections, roster } = deps;
  const orders = new Orders();

  const read = async (roomId: string, userIds: readonly string[]): Promise<MembershipDoc[]> => {
    const keys = userIds.map((userId) => [roomId, userId]);
    const docs = await projections.getMany<MembershipDoc>(MEMBERSHIPS, keys);
    return docs.filter((doc) => doc !== undefined);
  };

  const inOrder = async (roomId: string, role: RoomRole, ids: readonly string[]): Promise<readonly Named[]> => {
    const key = `${roomId} ${role}`;
    const last = orders.get(key);
    if (last && isSame(last.ids, ids)) return last.named;
    const known = new Map(last?.named.map((one) => [one.userId, one]));
    const unknown = ids.filter((userId) => !known.has(userId));
    for (const { userId, folded } of await read(roomId, unknown)) known.set(userId, { userId, folded });
    const named = ids.flatMap((userId) => known.get(userId) ?? []);
    named.sort((one, other) => compareKeys(one.folded, other.folded));
    // Who joins is in the state a moment before they can be read.
    if (named.length === ids.length) orders.keep(key, { ids, named });
    return named;
  };

  return async function* online({ room, roomId, role }, { after, atOnce }) {
    const ids = [...room.members].filter(([userId, has]) => has === role && roster.has(EVERYWHERE, userId));
    const named = await inOrder(
      roomId,
      role,
      ids.map(([userId]) => userId),
    );
    const rest = after === undefined ? named : named.filter(({ folded }) => compareKeys(folded, after) > 0);
    for (let at = 0; at < rest.length; at += atOnce) {
      const docs = await read(
        roomId,
        rest.slice(at, at + atOnce).map(({ userId }) => userId),
      );
      yield docs.filter((doc) => doc.role === role);
    }
  };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, at) => id === others[at]);
}
