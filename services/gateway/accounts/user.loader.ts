import type { CallOptions } from '@connectrpc/connect';
import type { App } from '../execution/app.ts';
import { createLoader, required } from '../execution/loader.ts';
import { rememberUser } from './user.cache.ts';
import type { User } from './user.type.ts';

/** A user by id: at once if remembered, so that fan-out of events executes without waiting. */
export type UserLoader = (id: string) => User | Promise<User>;

export function createUserLoader(app: App, call: CallOptions): UserLoader {
  const loader = createLoader<User>(async (ids) => {
    const { users } = await app.clients.auth.getUsers({ ids: [...ids] }, call);
    return new Map(users.map((user) => [user.id, rememberUser(app.users, user)]));
  });
  return (id) => app.users.get(id) ?? loader.load(id).then((user) => required(user, 'user'));
}
