import type { Ban } from '@confab/proto/auth/v1/auth_pb';
import type { CallOptions } from '@connectrpc/connect';
import type { App } from '../execution/app.ts';
import { createLoader, required } from '../execution/loader.ts';
import { rememberUser } from './user.cache.ts';
import type { User } from './user.type.ts';

/** Bans in force, by the user's id; of nobody for who may not see them. */
export function createBanLoader(app: App, call: CallOptions) {
  return createLoader<Ban>(async (userIds) => {
    const { bans } = await app.clients.auth.getBans({ userIds: [...userIds] }, call);
    return new Map(bans.map((ban) => [ban.userId, ban]));
  });
}

/** A user by id: at once if remembered, so that fan-out of events executes without waiting. */
export type UserLoader = (id: string) => User | Promise<User>;

export function createUserLoader(app: App, call: CallOptions): UserLoader {
  const loader = createLoader<User>(async (ids) => {
    const { users } = await app.clients.auth.getUsers({ ids: [...ids] }, call);
    return new Map(users.map((user) => [user.id, rememberUser(app.users, user)]));
  });
  return (id) => app.users.get(id) ?? loader.load(id).then((user) => required(user, 'user'));
}
