import { LRUCache } from 'lru-cache';
import { AppError } from '../errors/app-error.ts';
import type { CommandMeta } from './port.ts';

/** Some 10 MB with their results. A command forgotten here is still known to the store. */
const REMEMBERED = 10_000;

/** Commands that run or ran lately, so that a repeat gets the same answer without asking the store, and parallel repeats run once. */
export interface RecentCommands {
  /** The answer of the command with this id, which `run` makes where there is none. CONFLICT if the id was used for another command. */
  once(meta: CommandMeta, run: () => Promise<unknown>): Promise<unknown>;
}

export function createRecentCommands(): RecentCommands {
  const recent = new LRUCache<string, { command: string; answer: Promise<unknown> }>({ max: REMEMBERED });
  return {
    once({ actor, commandId, command }, run) {
      const key = `${actor}\n${commandId}`;
      const known = recent.get(key);
      if (known) return known.command === command ? known.answer : Promise.reject(idUsedTwice());
      const entry = { command, answer: run() };
      recent.set(key, entry);
      entry.answer.catch(() => {
        if (recent.peek(key) === entry) recent.delete(key);
      });
      return entry.answer;
    },
  };
}

/** A command id that stands for something else already. */
export function idUsedTwice(): AppError {
  return new AppError('CONFLICT', 'This idempotency key was used for something else.');
}
