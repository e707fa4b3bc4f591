import { badInput } from '@confab/runtime/kernel/errors/app-error';

export type LobbyOrder = 'online' | 'activity' | 'name';

/**
 * The position of a room in every order of the lobby; `folded` is unique among living rooms and so
 * makes each total.
 */
export interface LobbyPosition {
  onlineCount: number;
  activityAtMs: number;
  folded: string;
}

const byName = (a: LobbyPosition, b: LobbyPosition): number => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0);
const byActivity = (a: LobbyPosition, b: LobbyPosition): number => b.activityAtMs - a.activityAtMs || byName(a, b);
const byOnline = (a: LobbyPosition, b: LobbyPosition): number => b.onlineCount - a.onlineCount || byActivity(a, b);

export const COMPARE: Readonly<Record<LobbyOrder, (a: LobbyPosition, b: LobbyPosition) => number>> = {
  name: byName,
  activity: byActivity,
  online: byOnline,
};

/**
 * Makes a cursor of the position that a room had when its page was read. The next page begins
 * behind it, so that a room that moved meanwhile may be seen twice or not at all, and all others
 * exactly once.
 */
export function encodeCursor(order: LobbyOrder, { onlineCount, activityAtMs, folded }: LobbyPosition): string {
  return Buffer.from(JSON.stringify([order, onlineCount, activityAtMs, folded])).toString('base64url');
}

/** BAD_USER_INPUT naming `after` for anything but a cursor of this order. */
export function decodeCursor(order: LobbyOrder, cursor: string): LobbyPosition {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw badCursor();
  }
  if (!Array.isArray(parts) || parts.length !== 4) throw badCursor();
  const [wasOrder, onlineCount, activityAtMs, folded] = parts as unknown[];
  if (
    wasOrder !== order ||
    typeof onlineCount !== 'number' ||
    typeof activityAtMs !== 'number' ||
    typeof folded !== 'string'
  ) {
    throw badCursor();
  }
  return { onlineCount, activityAtMs, folded };
}

function badCursor(): Error {
  return badInput('after', 'This is not a cursor of this list and order.');
}
