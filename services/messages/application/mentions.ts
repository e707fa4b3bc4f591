import { mentionsIn } from '@confab/text/mentions';
import type { Caller, RoomChecks, UserDirectory } from './ports.ts';

/** Finds out whom a text mentions. */
export interface Mentions {
  /**
   * Ids of the members of the room whom the text mentions, its author left out; at most 20. Asks
   * nobody about a text without `@`.
   */
  inRoom(room: { roomId: string; text: string; authorId: string }, caller: Caller): Promise<readonly string[]>;
}

const NOBODY: readonly string[] = [];

export function createMentions({ access, users }: { access: RoomChecks; users: UserDirectory }): Mentions {
  return {
    async inRoom({ roomId, text, authorId }, { call }) {
      const mentions = mentionsIn(text);
      if (mentions.length === 0) return NOBODY;
      const ids = await users.idsMentioned([...new Set(mentions.flat())], call);
      const found = new Set<string>();
      for (const names of mentions) {
        const name = names.find((possible) => ids.has(possible));
        const id = name === undefined ? undefined : ids.get(name);
        if (id !== undefined) found.add(id);
      }
      found.delete(authorId);
      return found.size === 0 ? NOBODY : access.membersAmong(roomId, [...found], call);
    },
  };
}
