import { compareKeys } from '@confab/runtime/eventlog/store/compare-keys';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import { nameSearch } from '@confab/runtime/kernel/names/name-words';
import type { Role } from '../../domain/user-events.ts';
import type { BanDocument, UserDocument, UserList, UsernameDocument } from '../projections.ts';
import { searchUsers } from './search-users.ts';

const STANDINGS: readonly UserList[] = ['ADMIN', 'MEMBER', 'BANNED'];
const LARGEST_PAGE = 100;
/** Of one request by id and name; callers split what is more. */
const MOST_ASKED = 1_000;

/**
 * The users among these that exist, each once. Throws BAD_USER_INPUT naming `ids` for more than
 * 1,000.
 */
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

/** The shortest of the names, folded, with which no longer name of an account begins. */
export async function findFinalNames(reader: ProjectionReader, usernames: readonly string[]): Promise<string[]> {
  const names = [...new Set(usernames.map(foldName))].sort((one, other) => one.length - other.length);
  const found: string[] = [];
  for (const name of names) {
    if (found.some((shorter) => name.startsWith(shorter))) continue;
    const begun = { index: 'key', equal: [], startsWith: name, limit: 2 };
    const owners = await reader.find<UsernameDocument>('usernames', begun);
    if (owners.every(({ folded }) => folded === name)) found.push(name);
  }
  return found;
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
  /** On whose behalf: long work is done in that user's turns. */
  owner: string;
}

export interface UserPage {
  users: UserDocument[];
  /** Parallel to `users`. */
  cursors: string[];
  hasMore: boolean;
  /** Where to go on behind a page that ends early, further than its last user. */
  endCursor?: string | undefined;
}

/**
 * A page of open accounts behind the cursor `after`, ascending by folded name or the newest first;
 * those searched for in the order of the words by which they are found, of whom a page may hold
 * fewer than `first`, or nobody, although there are more. Throws BAD_USER_INPUT naming `first`
 * beyond 100, or `order` for a search that is not in the order of names.
 */
export async function listUsers(
  reader: ProjectionReader,
  { search, first, after, owner, ...list }: ListUsers,
): Promise<UserPage> {
  if (first > LARGEST_PAGE) throw badInput('first', `Ask for at most ${LARGEST_PAGE} at once.`);
  if (search && list.order !== 'NAME') throw badInput('order', 'What is searched comes in the order of names.');
  const wanted = search && nameSearch(search);
  if (wanted) return searchUsers(reader, { wanted, standings: standingsOf(list), first, after, owner });
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
  const merged = found.flat().sort((a, b) => direction * compareKeys(cursorOf(a), cursorOf(b)));
  const users = merged.slice(0, first);
  return { users, cursors: users.map(cursorOf), hasMore: merged.length > first };
}

/** Users that a search finds all of at once; of what finds more, others know a faster way. */
const FEW = 500;

/**
 * Who is found by the beginnings of words of their names, as long as these are few: otherwise some
 * of them. Closed accounts are not found.
 */
export async function findUserIds(
  reader: ProjectionReader,
  { search, owner }: Pick<ListUsers, 'owner'> & { search: string },
): Promise<{ userIds: string[]; isComplete: boolean }> {
  const wanted = nameSearch(search);
  if (!wanted) return { userIds: [], isComplete: false };
  const { users, hasMore } = await searchUsers(reader, { wanted, standings: STANDINGS, first: FEW, owner });
  return { userIds: users.map(({ id }) => id), isComplete: !hasMore };
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

function standingsOf({ role, banned }: { role?: Role | undefined; banned?: boolean | undefined }): UserList[] {
  return STANDINGS.filter(
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
