import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { ChangePasswordInput, RenewConnectionInput, SessionInput, UpdateProfileInput } from './accounts.input.ts';
import { RenewConnectionPayload } from './renew-connection-payload.type.ts';
import { Session } from './session.type.ts';
import { createUserCache, rememberUser } from './user.cache.ts';
import { UserPayload } from './user-payload.type.ts';

/** What users see and change of their own accounts. */
@Resolver()
export class OwnAccountResolver {
  @Query(() => [Session], { description: "The viewer's own, the most recently used first." })
  @Cost({ reads: 5, items: 20 })
  async sessions(@Ctx() context: GatewayContext) {
    const { sessions } = await context.app.clients.auth.listSessions({}, context.call);
    return sessions.map((session) => new Session(session));
  }

  @Mutation(() => Boolean, {
    description:
      'Ends every other session of the viewer. A wrong `currentPassword` is BAD_USER_INPUT, and RATE_LIMITED for a while after several.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput) { currentPassword, newPassword }: ChangePasswordInput,
    @Ctx() context: GatewayContext,
  ) {
    await context.app.clients.auth.changePassword({ currentPassword, newPassword }, context.call);
    return true;
  }

  @Mutation(() => UserPayload, { description: 'Shows the viewer under another name, on their old messages too.' })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput) { displayName }: UpdateProfileInput,
    @Ctx() context: GatewayContext,
  ) {
    const { user } = await context.app.clients.auth.updateProfile({ displayName }, context.call);
    if (!user) throw new Error('auth answered without the user');
    return { user: rememberUser(context.app.keep(createUserCache), user) };
  }

  @Mutation(() => Boolean, {
    description:
      "Signs one of the viewer's devices out: its open sockets close with 4452. NOT_FOUND unless it is signed in.",
  })
  async revokeSession(@Arg('input', () => SessionInput) { id }: SessionInput, @Ctx() context: GatewayContext) {
    await context.app.clients.auth.revokeSession({ sessionId: id }, context.call);
    return true;
  }

  @Mutation(() => RenewConnectionPayload, {
    description:
      'Over a socket: the connection and all its subscriptions go on with this token until it expires. It ends with whichever session is revoked first: the one that opened it, or that of a later token. UNAUTHENTICATED for a token that is not valid or has expired, FORBIDDEN for one of another account; the connection then stays as it is. Over HTTP BAD_USER_INPUT.',
  })
  async renewConnection(
    @Arg('input', () => RenewConnectionInput) { accessToken }: RenewConnectionInput,
    @Ctx() { connection }: GatewayContext,
  ): Promise<RenewConnectionPayload> {
    if (!connection) throw new AppError('BAD_USER_INPUT', 'Renew a connection over its own WebSocket.');
    const { identity } = await connection.renew(accessToken);
    return { expiresAt: identity.expiresAtMs };
  }
}
