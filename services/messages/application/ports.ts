import type { Call } from '@confab/runtime/network/rpc/call';
import type { Rights } from '../domain/rights.ts';

/**
 * Who asks, and the call it came with: questions to other services are asked on the user's behalf.
 */
export interface Caller {
  userId: string;
  /** Administrator of the server. */
  isAdmin: boolean;
  call: Call;
}

export interface RoomRights {
  roomId: string;
  /** Folded. */
  roomName: string;
  rights: Rights;
}

/**
 * What the owner of rooms knows. Asked each time: a ban holds from the moment it was acknowledged.
 */
export interface RoomChecks {
  /** NOT_FOUND where the caller may not know that the room exists. */
  check(room: { name: string } | { id: string }, call: Call): Promise<RoomRights>;
  /** The same for many rooms, by id. Rooms that the caller may not know of are left out. */
  checkMany(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, RoomRights>>;
  /** Ids of the rooms that the caller is a member of. */
  joined(call: Call): Promise<readonly string[]>;
  /** Those of the users who are members of the room. */
  membersAmong(roomId: string, userIds: readonly string[], call: Call): Promise<readonly string[]>;
}

export interface UserDirectory {
  /** User ids by folded name; names that nobody has are left out. */
  idsByName(names: readonly string[], call: Call): Promise<ReadonlyMap<string, string>>;
  /**
   * The same of names that a text may mean. Who has registered in the last five seconds may be left
   * out.
   */
  idsMentioned(names: readonly string[], call: Call): Promise<ReadonlyMap<string, string>>;
}

/**
 * Told of the newest activity of rooms. May fail: lists of rooms are late then, until the next
 * time.
 */
export interface ActivitySink {
  report(lastActivityAtMs: ReadonlyMap<string, number>): Promise<void>;
}
