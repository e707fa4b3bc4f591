import type { Ban } from '@confab/proto/auth/v1/auth_pb';
import { type Asking, createLoader, type Loader, required } from '../context/loader.ts';
import { createUserCache, rememberUser } from './user.cache.ts';
import type { User } from './user.type.ts';

/** Bans in force, by the user's id; of nobody for who may not see them. */
export function createBanLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<Ban>(asking, async (userIds) => {
    const { bans } = await app.clients.auth.getBans({ userIds: [...userIds] }, call);
    return new Map(bans.map((ban) => [ban.userId, ban]));
  });
}

/** A user by id: at once if remembered, so that fan-out of events executes without waiting. */
export type UserLoader = (id: string) => User | Promise<User>;

export function createUserLoader(asking: Asking): UserLoader {
  const { app } = asking;
  const remembered = app.keep(createUserCache);
  let loader: Loader<User> | undefined;
  const load = async (id: string) => {
    loader ??= createLoader<User>(asking, async (ids) => {
      const { users } = await app.clients.auth.getUsers({ ids: [...ids] }, asking.call);
      return new Map(users.map((user) => [user.id, rememberUser(remembered, user)]));
    });
    return required(await loader.load(id), 'user');
  };
  return (id) => remembered.get(id) ?? load(id);
}
