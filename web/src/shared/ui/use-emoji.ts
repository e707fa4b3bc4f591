import { type ShallowRef, shallowRef, watch } from 'vue';
import type { Emoji } from '../emoji.ts';
import { loadEmoji } from './emoji-database.ts';
import { countPick, pickedEmoji } from './picked-emoji.ts';
import { searchEmoji } from './search-emoji.ts';

/** The groups of emoji by their number in Unicode's data, each with one that stands for it. */
export const emojiGroups = [
  [0, '😀'],
  [1, '👋'],
  [3, '🐱'],
  [4, '🍎'],
  [5, '🏠'],
  [6, '⚽'],
  [7, '📝'],
  [8, '❤️'],
  [9, '🏁'],
] as const;

export type EmojiGroup = (typeof emojiGroups)[number][0];

export interface EmojiUse {
  /** What is searched for; all of the group where it is empty. */
  readonly search: ShallowRef<string>;
  readonly group: ShallowRef<EmojiGroup>;
  /** Null until the first ones are there. */
  readonly shown: Readonly<ShallowRef<readonly Emoji[] | null>>;
  /** Those picked most in this browser. */
  readonly recent: Readonly<ShallowRef<readonly Emoji[]>>;
  readonly failed: Readonly<ShallowRef<boolean>>;
  retry(): void;
  /** Remembers that one was picked. */
  remember(emoji: Emoji): void;
}

const RECENT = 16;

/** Emoji to choose from, by group or by what is searched for, in the language of the user. */
export function useEmoji(locale: string): EmojiUse {
  const search = shallowRef('');
  const group = shallowRef<EmojiGroup>(0);
  const shown = shallowRef<readonly Emoji[] | null>(null);
  const recent = shallowRef<readonly Emoji[]>([]);
  const failed = shallowRef(false);
  let asked = 0;

  async function load(): Promise<void> {
    const mine = ++asked;
    const query = search.value.trim();
    failed.value = false;
    try {
      const found = query
        ? await searchEmoji(query, locale)
        : (await loadEmoji(locale)).filter((emoji) => emoji.group === group.value);
      if (mine === asked) shown.value = found;
    } catch {
      failed.value = mine === asked;
    }
  }

  // Which ones are picked most is a convenience: where it can't be had, the rest goes on without it.
  async function loadRecent(): Promise<void> {
    const emoji = new Map((await loadEmoji(locale).catch(() => [])).map((each) => [each.unicode, each]));
    recent.value = pickedEmoji()
      .flatMap(([unicode]) => emoji.get(unicode) ?? [])
      .slice(0, RECENT);
  }

  watch([search, group], load, { immediate: true });
  void loadRecent();

  return {
    search,
    group,
    shown,
    recent,
    failed,
    retry: () => void load(),
    remember: ({ unicode }) => countPick(unicode),
  };
}
