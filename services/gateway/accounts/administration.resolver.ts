import { ServerRole as RoleCode, type User as UserRecord } from '@confab/proto/auth/v1/auth_pb';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { BanUserInput, SetServerRoleInput, UpdateUserInput, UserInput } from './administration.input.ts';
import { createUserCache, rememberUser } from './user.cache.ts';
import { createBanLoader } from './user.loader.ts';
import { User } from './user.type.ts';
import { UserBan } from './user-ban.type.ts';
import { UserPayload } from './user-payload.type.ts';

/** What administrators see and change of other people's accounts. The auth service decides who is one. */
@Resolver(() => User)
export class AdministrationResolver {
  @FieldResolver(() => UserBan, {
    nullable: true,
    description: 'Null unless the user is banned, and to everybody but administrators.',
  })
  @SameFor('viewer')
  @Cost(3)
  async ban(@Root() user: User, @Ctx() context: GatewayContext) {
    const ban = await context.use(createBanLoader).load(user.id);
    return ban && new UserBan(ban);
  }

  @Mutation(() => UserPayload, {
    description:
      'Administrators only. The last administrator stays one (CONFLICT), a banned user becomes none (CONFLICT). Who loses the role is signed out everywhere.',
  })
  async setServerRole(
    @Arg('input', () => SetServerRoleInput) { username, role }: SetServerRoleInput,
    @Ctx() context: GatewayContext,
  ) {
    const code = role === 'ADMIN' ? RoleCode.ADMIN : RoleCode.MEMBER;
    return changed(await context.app.clients.auth.setServerRole({ username, role: code }, context.call), context);
  }

  @Mutation(() => UserPayload, {
    description:
      'Administrators only. Ends all sessions of the user at once; signing in answers FORBIDDEN from then on. An administrator has to be made a member first (CONFLICT). Banning again changes nothing.',
  })
  async banUser(@Arg('input', () => BanUserInput) { username, reason }: BanUserInput, @Ctx() context: GatewayContext) {
    return changed(await context.app.clients.auth.banUser({ username, reason }, context.call), context);
  }

  @Mutation(() => UserPayload, {
    description: 'Administrators only. Lets a banned user sign in again; changes nothing for anybody else.',
  })
  async unbanUser(@Arg('input', () => UserInput) { username }: UserInput, @Ctx() context: GatewayContext) {
    return changed(await context.app.clients.auth.unbanUser({ username }, context.call), context);
  }

  @Mutation(() => UserPayload, { description: 'Administrators only. Shows the user under another name everywhere.' })
  async updateUser(
    @Arg('input', () => UpdateUserInput) { username, displayName }: UpdateUserInput,
    @Ctx() context: GatewayContext,
  ) {
    return changed(await context.app.clients.auth.updateUser({ username, displayName }, context.call), context);
  }

  @Mutation(() => Boolean, {
    description:
      'Administrators only. Closes the account for good: sessions, password and display name are gone, the name stays taken, messages stay. An administrator has to be made a member first (CONFLICT).',
  })
  async deleteUser(@Arg('input', () => UserInput) { username }: UserInput, @Ctx() context: GatewayContext) {
    changed(await context.app.clients.auth.deleteUser({ username }, context.call), context);
    return true;
  }
}

function changed({ user }: { user?: UserRecord | undefined }, context: GatewayContext): UserPayload {
  if (!user) throw new Error('auth answered without the user');
  return { user: rememberUser(context.app.keep(createUserCache), user) };
}
