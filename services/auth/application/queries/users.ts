import { badInput } from '@confab/runtime/errors/app-error';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { foldName } from '@confab/runtime/names/name';
import { type NameSearch, nameSearch, wordsOfNames } from '@confab/runtime/names/name-words';
import type { Role } from '../../domain/user-events.ts';
import {
  type BanDocument,
  entryOf,
  type Standing,
  type UserDocument,
  type UsernameDocument,
  type UserWordDocument,
} from '../projections.ts';
import { compareCodePoints } from './code-points.ts';

const LARGEST_PAGE = 100;
/** Of one request by id and name; callers split what is more. */
const MOST_ASKED = 1_000;

/** The users among these that exist, each once. Throws BAD_USER_INPUT naming `ids` for more than 1,000. */
export async function findUsers(
  reader: ProjectionReader,
  { ids, usernames }: { ids: readonly string[]; usernames: readonly string[] },
): Promise<UserDocument[]> {
  if (ids.length + usernames.length > MOST_ASKED) throw badInput('ids', `Ask for at most ${MOST_ASKED} users at once.`);
  const folded = new Set(usernames.map(foldName));
  const owners = await reader.getMany<UsernameDocument>(
    'usernames',
    [...folded].map((name) => [name]),
  );
  const wanted = new Set([...ids, ...owners.flatMap((owner) => (owner ? [owner.userId] : []))]);
  const found = await reader.getMany<UserDocument>(
    'users',
    [...wanted].map((id) => [id]),
  );
  return found.filter((user) => user !== undefined);
}

export type UserOrder = 'NAME' | 'NEWEST';

export interface ListUsers {
  /** Beginnings of words of the username or the display name. */
  search?: string | undefined;
  role?: Role | undefined;
  banned?: boolean | undefined;
  order: UserOrder;
  first: number;
  after?: string | undefined;
}

export interface UserPage {
  users: UserDocument[];
  /** Parallel to `users`. */
  cursors: string[];
  hasMore: boolean;
}

/**
 * A page of open accounts behind the cursor `after`, ascending by folded name or the newest first; those searched for in the order of the
 * words by which they are found. Throws BAD_USER_INPUT naming `first` beyond 100, or
 * `order` for a search that is not in the order of names.
 */
export async function listUsers(
  reader: ProjectionReader,
  { search, first, after, ...list }: ListUsers,
): Promise<UserPage> {
  if (first > LARGEST_PAGE) throw badInput('first', `Ask for at most ${LARGEST_PAGE} at once.`);
  if (search && list.order !== 'NAME') throw badInput('order', 'What is searched comes in the order of names.');
  const wanted = search && nameSearch(search);
  if (wanted) return searchUsers(reader, { wanted, standings: standingsOf(list), first, after });
  const { index, order, bound, cursorOf } = ORDERS[list.order];
  // Each standing is a list in this order: their beginnings merge into the beginning of all.
  const found = await Promise.all(
    standingsOf(list).map((standing) =>
      reader.find<UserDocument>('users', {
        ...{ index, order, equal: [standing], limit: first + 1 },
        ...(after ? { [bound]: after } : {}),
      }),
    ),
  );
  const direction = order === 'ascending' ? 1 : -1;
  const merged = found.flat().sort((a, b) => direction * compareCodePoints(cursorOf(a), cursorOf(b)));
  const users = merged.slice(0, first);
  return { users, cursors: users.map(cursorOf), hasMore: merged.length > first };
}

/** Words that are read at one time. */
const WORDS_AT_ONCE = 200;

interface SearchUsers {
  wanted: NameSearch;
  standings: readonly Standing[];
  first: number;
  after?: string | undefined;
}

/** Goes through the words that begin as the search does. Who has several of them stands at the first one. */
async function searchUsers(
  reader: ProjectionReader,
  { wanted, standings, first, after }: SearchUsers,
): Promise<UserPage> {
  const found: { user: UserDocument; cursor: string }[] = [];
  for (let last = after; found.length <= first; ) {
    const words = await reader.find<UserWordDocument>('userWords', {
      ...{ index: 'byEntry', equal: [], startsWith: wanted.lead, limit: WORDS_AT_ONCE },
      ...(last === undefined ? {} : { greaterThan: last }),
    });
    // Both names may have the same word.
    const entries = new Map(words.map(({ entry, userId }) => [entry, userId]));
    const users = await reader.getMany<UserDocument>(
      'users',
      [...entries.values()].map((id) => [id]),
    );
    [...entries.keys()].forEach((cursor, at) => {
      const user = users[at];
      if (user && cursor === firstEntry(user, wanted) && isWanted(user, { wanted, standings }))
        found.push({ user, cursor });
    });
    last = words.at(-1)?.entry;
    if (words.length < WORDS_AT_ONCE) break;
  }
  const page = found.slice(0, first);
  return {
    users: page.map(({ user }) => user),
    cursors: page.map(({ cursor }) => cursor),
    hasMore: found.length > first,
  };
}

/** The first place of a user among the words that begin as the search does. */
function firstEntry({ id, username, displayName }: UserDocument, { lead }: NameSearch): string | undefined {
  const words = wordsOfNames([username, displayName]).filter((word) => word.startsWith(lead));
  return words.map((word) => entryOf(word, id)).sort(compareCodePoints)[0];
}

function isWanted(user: UserDocument, { wanted, standings }: Pick<SearchUsers, 'wanted' | 'standings'>): boolean {
  const { standing, username, displayName } = user;
  return standing !== undefined && standings.includes(standing) && wanted.finds([username, displayName]);
}

const ORDERS = {
  NAME: {
    index: 'byName',
    order: 'ascending',
    bound: 'greaterThan',
    cursorOf: (user: UserDocument) => user.folded ?? '',
  },
  NEWEST: {
    index: 'byArrival',
    order: 'descending',
    bound: 'lessThan',
    cursorOf: (user: UserDocument) => user.arrival ?? '',
  },
} as const;

function standingsOf({ role, banned }: { role?: Role | undefined; banned?: boolean | undefined }): Standing[] {
  const standings: Standing[] = ['ADMIN', 'MEMBER', 'BANNED'];
  return standings.filter(
    (standing) =>
      (banned === undefined || banned === (standing === 'BANNED')) &&
      (role === undefined || (role === 'ADMIN') === (standing === 'ADMIN')),
  );
}

/** Bans in force of these users. Throws BAD_USER_INPUT naming `userIds` for more than 1,000. */
export async function findBans(reader: ProjectionReader, userIds: readonly string[]): Promise<BanDocument[]> {
  if (userIds.length > MOST_ASKED) throw badInput('userIds', `Ask for at most ${MOST_ASKED} users at once.`);
  const found = await reader.getMany<BanDocument>(
    'bans',
    userIds.map((id) => [id]),
  );
  return found.filter((ban) => ban !== undefined);
}
