import { compareKeys } from '@confab/runtime/eventlog/store/compare-keys';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { type NameSearch, wordsOfNames } from '@confab/runtime/kernel/names/name-words';
import { turns } from '@confab/runtime/kernel/turns/turns';
import { entryOf, type UserDocument, type UserList, type UserWordDocument } from '../projections.ts';
import type { UserPage } from './users.ts';

/** Words that are read at one time. Between two times others are served. */
const WORDS_AT_ONCE = 200;
/**
 * Words that one page looks at: some 20 ms of work, in slices. A search of one word is found long
 * before.
 */
const MOST_WORDS = 2_000;

export interface SearchUsers {
  wanted: NameSearch;
  standings: readonly UserList[];
  first: number;
  after?: string | undefined;
  /** On whose behalf: long work is done in that user's turns. */
  owner: string;
}

/**
 * Goes through the words that begin as the search does. Who has several of them stands at the first
 * one. A page that has looked at 2,000 words ends, with whom it has found until there: what hardly
 * anybody is found by costs no more than other searches.
 */
export async function searchUsers(
  reader: ProjectionReader,
  { wanted, standings, first, after, owner }: SearchUsers,
): Promise<UserPage> {
  const found: { user: UserDocument; cursor: string }[] = [];
  let last = after;
  for (let looked = 0; found.length <= first; looked += WORDS_AT_ONCE) {
    if (looked >= MOST_WORDS) return { ...pageOf(found), hasMore: true, endCursor: last };
    await turns.giveWay(owner);
    const words = await reader.find<UserWordDocument>('userWords', {
      ...{ index: 'byEntry', equal: [], startsWith: wanted.lead, limit: WORDS_AT_ONCE },
      ...(last === undefined ? {} : { greaterThan: last }),
    });
    for (const one of await usersOf(reader, words)) {
      if (one.cursor === firstEntry(one.user, wanted) && isWanted(one.user, { wanted, standings })) found.push(one);
    }
    last = words.at(-1)?.entry;
    if (words.length < WORDS_AT_ONCE) break;
  }
  return { ...pageOf(found.slice(0, first)), hasMore: found.length > first };
}

function pageOf(found: readonly { user: UserDocument; cursor: string }[]): Pick<UserPage, 'users' | 'cursors'> {
  return { users: found.map(({ user }) => user), cursors: found.map(({ cursor }) => cursor) };
}

/** Who has these words, with the position of each. Both names of a user may have the same word. */
async function usersOf(reader: ProjectionReader, words: readonly UserWordDocument[]) {
  const entries = [...new Map(words.map(({ entry, userId }) => [entry, userId]))];
  const users = await reader.getMany<UserDocument>(
    'users',
    entries.map(([, id]) => [id]),
  );
  return entries.flatMap(([cursor], at) => {
    const user = users[at];
    return user ? [{ user, cursor }] : [];
  });
}

/** The first position of a user among the words that begin as the search does. */
function firstEntry({ id, username, displayName }: UserDocument, { lead }: NameSearch): string | undefined {
  const words = wordsOfNames([username, displayName]).filter((word) => word.startsWith(lead));
  return words.map((word) => entryOf(word, id)).sort(compareKeys)[0];
}

function isWanted(user: UserDocument, { wanted, standings }: Pick<SearchUsers, 'wanted' | 'standings'>): boolean {
  const { standing, username, displayName } = user;
  return standing !== undefined && standings.includes(standing) && wanted.finds([username, displayName]);
}
