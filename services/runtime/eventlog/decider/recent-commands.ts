import { AppError } from '../../kernel/errors/app-error.ts';
import { isRepeat, type Said } from './digest.ts';
import type { CommandMeta } from './port.ts';

/** Commands are remembered in two halves, the older of which is forgotten when the newer is full: that costs less than an order of use. Some 5 MB each. */
const HALF = 5_000;

interface Recent extends Said {
  answer: Promise<unknown>;
}

/**
 * The last 5,000 to 10,000 commands, those under way among them, so that a repeat gets the same answer without asking the store, and parallel repeats
 * run once. A command forgotten here is still known to the store.
 */
export interface RecentCommands {
  /**
   * The answer of the command with this id, which `run` makes where there is none. CONFLICT if the id was used for another command, or for one of
   * another content: as soon as that one is known to have been executed.
   */
  once(meta: CommandMeta, run: () => Promise<unknown>): Promise<unknown>;
}

export function createRecentCommands(): RecentCommands {
  let newer = new Map<string, Recent>();
  let older = new Map<string, Recent>();
  return {
    once({ actor, commandId, command, digest }, run) {
      const key = `${actor}\n${commandId}`;
      const known = newer.get(key) ?? older.get(key);
      if (known) {
        if (isRepeat(known, { command, digest })) return known.answer;
        return known.answer.then(() => Promise.reject(idUsedTwice()), run);
      }
      const entry = { command, digest, answer: run() };
      if (newer.size >= HALF) {
        older = newer;
        newer = new Map();
      }
      newer.set(key, entry);
      entry.answer.catch(() => {
        for (const half of [newer, older]) if (half.get(key) === entry) half.delete(key);
      });
      return entry.answer;
    },
  };
}

/** A command id that stands for something else already. */
export function idUsedTwice(): AppError {
  return new AppError('CONFLICT', 'This idempotency key was used for something else.');
}
