import { foldName } from '@confab/text/names';

export interface KnownNames {
  /**
   * The one of a mention's possible names that is somebody's, the first of them; null where none is. Undefined until that is known: the server is
   * asked, for all names at once that are not known by then.
   */
  meant(names: readonly string[]): string | null | undefined;
  /** Names that nobody had when the server was asked, and that somebody has been heard of since. They are forgotten with that. */
  takeHeard(): readonly string[];
}

export interface KnownNamesOptions {
  /** Whether somebody of that name was heard of. */
  isHeardOf(name: string): boolean;
  /** How many names one question may have. */
  most: number;
  /** Says of each name whether somebody has it. Fails where the server cannot be asked. */
  find(names: readonly string[]): Promise<readonly boolean[]>;
  /** Mentions are known that were not. */
  onLearnt(): void;
  /** Milliseconds by a clock that goes on alone. */
  now(): number;
}

/** So long nobody has a name that nobody had: then the next one who shows it asks again, for anybody may register under it. */
const MISS_MS = 30_000;

/** Remembers which names are somebody's, and for a while which are nobody's. */
export function createKnownNames({ isHeardOf, most, find, onLearnt, now }: KnownNamesOptions): KnownNames {
  const found = new Set<string>();
  /** When it was known of a name that it is nobody's. */
  const misses = new Map<string, number>();
  const asking = new Set<string>();
  let waiting: string[] = [];

  function isSomebody(name: string): boolean | undefined {
    const folded = foldName(name);
    if (isHeardOf(name) || found.has(folded)) return true;
    const missedAt = misses.get(folded);
    return missedAt === undefined || now() - missedAt >= MISS_MS ? undefined : false;
  }

  function ask(names: readonly string[]): void {
    const unknown = names.map(foldName).filter((name) => isSomebody(name) === undefined && !asking.has(name));
    for (const name of unknown) asking.add(name);
    if (waiting.length === 0 && unknown.length > 0) queueMicrotask(() => void settle());
    waiting.push(...unknown);
  }

  async function settle(): Promise<void> {
    const names = waiting;
    waiting = [];
    for (let from = 0; from < names.length; from += most) await settleAll(names.slice(from, from + most));
  }

  async function settleAll(names: readonly string[]): Promise<void> {
    try {
      const answers = await find(names);
      for (const [at, name] of names.entries()) {
        if (answers[at] === true) found.add(name);
        else misses.set(name, now());
      }
      onLearnt();
    } catch {
      // Whoever shows the mention next asks again.
    } finally {
      for (const name of names) asking.delete(name);
    }
  }

  return {
    meant(names) {
      for (const name of names) {
        const known = isSomebody(name);
        if (known) return name;
        if (known === undefined) {
          ask(names);
          return undefined;
        }
      }
      return null;
    },
    takeHeard() {
      const heard = [...misses.keys()].filter(isHeardOf);
      for (const name of heard) misses.delete(name);
      return heard;
    },
  };
}
