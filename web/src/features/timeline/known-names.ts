import { foldName } from '@confab/text/names';

export interface KnownNames {
  /**
   * The one of a mention's possible names that is meant: the first that somebody has, and the first of all until that
   * is known. Asks the server where it is not, one name after another.
   */
  meant(names: readonly string[]): string;
}

/** Remembers which names are somebody's. `find` fails where the server cannot be asked; `onLearnt` is called when a mention is settled. */
export function createKnownNames({
  find,
  onLearnt,
}: {
  find(name: string): Promise<boolean>;
  onLearnt(): void;
}): KnownNames {
  const known = new Map<string, boolean>();
  const asking = new Set<string>();

  /** The first name that somebody has; null: nobody has any; undefined: not known yet. */
  function settled(names: readonly string[]): string | null | undefined {
    for (const name of names) {
      const isSomebody = known.get(foldName(name));
      if (isSomebody === undefined) return undefined;
      if (isSomebody) return name;
    }
    return null;
  }

  async function settle(names: readonly string[]): Promise<void> {
    const word = names.join(' ');
    if (asking.has(word)) return;
    asking.add(word);
    try {
      for (const name of names) {
        const folded = foldName(name);
        if (!known.has(folded)) known.set(folded, await find(name));
        if (known.get(folded)) break;
      }
      onLearnt();
    } catch {
      // Whoever shows the mention next asks again.
    } finally {
      asking.delete(word);
    }
  }

  return {
    meant(names) {
      const [first = ''] = names;
      if (names.length < 2) return first;
      const name = settled(names);
      if (name === undefined) void settle(names);
      return name ?? first;
    },
  };
}
