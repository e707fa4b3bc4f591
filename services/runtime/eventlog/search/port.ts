import type { StoredEvent } from '../store/event.ts';

/** One text that can be found. */
export interface SearchEntry {
  id: string;
  /** What is found is ordered by it; milliseconds since 1970 in UTC. */
  atMs: number;
  /**
   * An entry takes the place of an older version of itself and never that of a newer one: entries may come late, again
   * and out of order.
   */
  version: number;
  /** Empty for what is found by its tags alone. */
  text: string;
  /** What searches are confined by: lower-case ASCII letters, digits, `_`, `:` and `-`, at most 200 of them. */
  tags: readonly string[];
}

export type SearchOrder = 'NEWEST' | 'OLDEST';

export interface SearchQuery {
  /**
   * Every word is in the text, in any of its forms; the last one may be only the beginning of a word. With the signs
   * that belong to it (`C++`, `#123`, `node.js`, `1.2.3`) a word is in the text as it stands, and a number that ends it
   * is a whole one. An emoji is in the text, with any skin tone where it has none. Where words touch each other, as in
   * Chinese or Thai, every two characters of a word are in the text, though not for sure one after another. Letter
   * case and accents count for nothing (see `foldForSearch`). Absent: any text, also none.
   */
  text?: string | undefined;
  /** Tags that an entry has, all of them. */
  all?: readonly string[];
  /** Tags of which it has at least one. Absent: none is needed. An empty list finds nothing. */
  any?: readonly string[];
  /** By the entries' time; absent: the newest first. */
  order?: SearchOrder | undefined;
  limit: number;
  /** Cursor of the hit after which to go on, in either order. */
  after?: string | undefined;
}

export interface SearchHit {
  id: string;
  cursor: string;
}

/**
 * Texts by their words and tags: what a projection cannot find. Not part of the log and not kept in step with it; it
 * can be thrown away and filled again at any time. Several processes may use one index.
 *
 * UNAVAILABLE while its backend does not answer.
 */
export interface SearchIndex {
  /** Resolves once the entries are found. */
  put(entries: readonly SearchEntry[]): Promise<void>;
  /**
   * In the order asked for, which is total: pages neither overlap nor leave out an entry. A text without a single
   * letter, digit or emoji finds nothing. BAD_USER_INPUT naming `after` for what is no cursor.
   */
  find(query: SearchQuery): Promise<SearchHit[]>;
  /** Whether everything that the log held at some time was put in since the index was empty. */
  isFilled(): Promise<boolean>;
  markFilled(): Promise<void>;
  /** Takes everything out. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** What of a service's log can be searched. */
export interface SearchDefinition {
  /** Of the entries' making. An index of another version is emptied when it is opened. */
  version: number;
  /** What an event puts into the index. Pure; the entry's version grows along the stream. */
  entriesOf(event: StoredEvent): readonly SearchEntry[];
}

/** Lets one process of a service at a time fill an index. */
export interface FillingLease {
  share(
    names: readonly string[],
    holder: { gained(name: string): void; lost(name: string): void },
  ): Promise<{ close(): Promise<void> }>;
}
