import type { Clock } from '@confab/runtime/kernel/clock/port';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Reach } from '../ports.ts';

/** How long an answer is remembered: people who type send signs all the time. */
const REMEMBERED_MS = 2_000;

/** Who types to whom. */
export interface TypingPair {
  fromId: string;
  toId: string;
}

/**
 * Whether signs of typing in private conversations reach the other side; asked for at most once in
 * 2 s of a pair, however fast somebody types.
 */
export interface TypingReach {
  /**
   * `goesOn`: signs of theirs were told up to now, so that an answer of a moment ago will do. The
   * first sign of somebody is told only after it was asked anew: nobody whom one has just blocked
   * begins to type.
   */
  of(pair: TypingPair, goesOn: boolean): Promise<boolean>;
  /**
   * Resolves when nothing is being asked about the pair: the end of typing does not overtake its
   * begin.
   */
  settled(pair: TypingPair): Promise<void>;
  /** Forgets what is too old. To be called a few times a second. */
  sweep(): void;
}

/** While the messages service is away nobody is told who types. */
export function createTypingReach({ reach, clock }: { reach: Reach; clock: Clock }): TypingReach {
  const known = new Map<string, { reaches: boolean; untilMs: number }>();
  const asking = new Map<string, Promise<boolean>>();
  const keyOf = ({ fromId, toId }: TypingPair): string => `${fromId} ${toId}`;

  const ask = async (key: string, { fromId, toId }: TypingPair): Promise<boolean> => {
    try {
      const reaches = await reach.areConversing(fromId, toId);
      known.set(key, { reaches, untilMs: clock.monotonic() + REMEMBERED_MS });
      return reaches;
    } catch (error) {
      if (isAppError(error, 'UNAVAILABLE')) return false;
      throw error;
    } finally {
      asking.delete(key);
    }
  };
  const remembered = (key: string, goesOn: boolean): boolean | undefined => {
    const found = known.get(key);
    if (!found || found.untilMs <= clock.monotonic() || (found.reaches && !goesOn)) return undefined;
    return found.reaches;
  };

  return {
    // Hands out the very promise that `settled` waits for: whoever asked first goes on first.
    of(pair, goesOn) {
      const key = keyOf(pair);
      const answer = remembered(key, goesOn);
      if (answer !== undefined) return Promise.resolve(answer);
      const asked = asking.get(key) ?? ask(key, pair);
      asking.set(key, asked);
      return asked;
    },
    async settled(pair) {
      await asking.get(keyOf(pair))?.catch(() => undefined);
    },
    sweep() {
      const now = clock.monotonic();
      for (const [key, { untilMs }] of known) if (untilMs <= now) known.delete(key);
    },
  };
}
