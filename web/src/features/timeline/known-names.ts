import { foldName } from '@confab/text/names';

export interface KnownNames {
  /**
   * The one of a mention's possible names that is somebody's, the first of them; null where none is. Undefined until that is known: the server is
   * asked, for all names at once that are not known by then.
   */
  meant(names: readonly string[]): string | null | undefined;
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
}

/** Remembers which names are somebody's. */
export function createKnownNames({ isHeardOf, most, find, onLearnt }: KnownNamesOptions): KnownNames {
  const answers = new Map<string, boolean>();
  const asking = new Set<string>();
  let waiting: string[] = [];

  const isSomebody = (name: string): boolean | undefined => isHeardOf(name) || answers.get(foldName(name));

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
      const found = await find(names);
      for (const [at, name] of names.entries()) answers.set(name, found[at] === true);
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
  };
}
