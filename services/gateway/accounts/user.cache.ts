import type { User as UserRecord } from '@confab/proto/auth/v1/auth_pb';
import { LRUCache } from 'lru-cache';
import { User } from './user.type.ts';

/** Names and roles of users, who are named by nearly every event. Accounts hardly change: a name may be this old. */
export type UserCache = LRUCache<string, User>;

const REMEMBERED_USERS = 20_000;
const MAX_AGE_MS = 5_000;

export function createUserCache(): UserCache {
  return new LRUCache({ max: REMEMBERED_USERS, ttl: MAX_AGE_MS });
}

/** Remembers what a service answered. */
export function rememberUser(cache: UserCache, record: UserRecord): User {
  const user = new User(record);
  cache.set(user.id, user);
  return user;
}
