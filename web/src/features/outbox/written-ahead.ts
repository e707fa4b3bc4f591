import { keptList } from '../../shared/browser/kept-list.ts';
import { localTexts, type TextStore } from '../../shared/browser/local-texts.ts';
import type { OutboxItem } from './outbox-item.ts';

/**
 * What a page shows as on its way and the store has not got yet, in the texts that a browser writes at once.
 * The page may be reloaded or closed while the store is still at it.
 */
export interface WrittenAhead {
  /** Puts these in the place of what this page wrote before. */
  write(items: readonly OutboxItem[]): void;
  /** What other pages wrote and did not live to store; from now on it is of this page. One that lives still may have stored some of it. */
  takeOver(): readonly OutboxItem[];
}

export interface WrittenAheadOptions {
  user: string;
  /** Another one for each page. */
  page: string;
  texts?: TextStore;
}

const prefixOf = (user: string) => `confab.unsaved.${user}.`;

export function createWrittenAhead({ user, page, texts = localTexts }: WrittenAheadOptions): WrittenAhead {
  const own = prefixOf(user) + page;
  let isThere = false;

  function write(items: readonly OutboxItem[]): void {
    if (items.length > 0) texts.set(own, JSON.stringify(items));
    else if (isThere) texts.remove(own);
    isThere = items.length > 0;
  }

  return {
    write,
    takeOver() {
      const others = keysOf(user, texts).filter((key) => key !== own);
      const items = others.flatMap((key) => keptList(texts.get(key)) as OutboxItem[]);
      write(items);
      for (const key of others) texts.remove(key);
      return items;
    },
  };
}

/** Removes what pages of the user wrote. */
export function forgetWrittenAhead(user: string, texts: TextStore = localTexts): void {
  for (const key of keysOf(user, texts)) texts.remove(key);
}

function keysOf(user: string, texts: TextStore): string[] {
  return texts.keys().filter((key) => key.startsWith(prefixOf(user)));
}
