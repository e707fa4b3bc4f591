import { badInput } from '@confab/runtime/errors/app-error';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { foldName } from '@confab/runtime/names/name';
import type { UserDocument, UsernameDocument } from '../projections.ts';

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

export interface UserPage {
  /** Ascending by folded name. */
  users: UserDocument[];
  hasMore: boolean;
}

/** A page of users whose name begins with `search`, behind the folded name `after`. Throws BAD_USER_INPUT naming `first` beyond 100. */
export async function listUsers(
  reader: ProjectionReader,
  { search, first, after }: { search?: string | undefined; first: number; after?: string | undefined },
): Promise<UserPage> {
  if (first > LARGEST_PAGE) throw badInput('first', `Ask for at most ${LARGEST_PAGE} at once.`);
  const found = await reader.find<UserDocument>('users', {
    index: 'byName',
    equal: [],
    ...(search ? { startsWith: foldName(search) } : {}),
    ...(after ? { greaterThan: after } : {}),
    order: 'ascending',
    limit: first + 1,
  });
  return { users: found.slice(0, first), hasMore: found.length > first };
}
