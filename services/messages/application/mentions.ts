import { mentionedNames } from '../domain/mentions.ts';
import type { Caller, RoomAccess, UserDirectory } from './ports.ts';

/** Finds out whom a text mentions. */
export interface Mentions {
  /** Ids of the members of the room whom the text mentions, the author left out; at most 20. Asks nobody about a text without `@`. */
  inRoom(roomId: string, text: string, caller: Caller): Promise<readonly string[]>;
}

const NOBODY: readonly string[] = [];

export function createMentions({ access, users }: { access: RoomAccess; users: UserDirectory }): Mentions {
  return {
    async inRoom(roomId, text, { userId, call }) {
      const names = mentionedNames(text);
      if (names.length === 0) return NOBODY;
      const found = new Set((await users.idsByName(names, call)).values());
      found.delete(userId);
      return found.size === 0 ? NOBODY : access.membersAmong(roomId, [...found], call);
    },
  };
}
