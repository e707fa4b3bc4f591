import { UserOrder as OrderCode, ServerRole as RoleCode } from '@confab/proto/auth/v1/auth_pb';
import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { isSigned as isRoomLink } from '@confab/runtime/kernel/ids/link-token';
import { withCall } from '@confab/runtime/network/rpc/call';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { LoginInput, RegisterInput } from './accounts.input.ts';
import { AuthPayload } from './auth-payload.type.ts';
import { registerByRoomLink } from './register-by-room-link.ts';
import { signedIn } from './signed-in.ts';
import { createUserCache, rememberUser } from './user.cache.ts';
import { createUserLoader } from './user.loader.ts';
import { ServerRole, User, UserOrder } from './user.type.ts';
import { UserConnection } from './user-connection.type.ts';

const ROLE_CODES = { ADMIN: RoleCode.ADMIN, MEMBER: RoleCode.MEMBER } as const;
const ORDER_CODES = { NAME: OrderCode.NAME, NEWEST: OrderCode.NEWEST } as const;

@Resolver(() => User)
export class AccountsResolver {
  @Query(() => User, {
    nullable: true,
    description: 'Null without a valid token; every other field then answers UNAUTHENTICATED.',
  })
  @Cost(1)
  me(@Ctx() context: GatewayContext) {
    return context.credentials ? context.useOpenly(createUserLoader)(context.credentials.identity.userId) : null;
  }

  @Query(() => User, {
    nullable: true,
    description: 'By name in any letter case, closed accounts too; null where there is none.',
  })
  @Cost(5)
  async user(
    @Arg('username', () => String, { description: 'In any letter case.' }) username: string,
    @Ctx() context: GatewayContext,
  ) {
    const { users } = await context.app.clients.auth.getUsers({ usernames: [username] }, context.call);
    return users[0] && rememberUser(context.app.keep(createUserCache), users[0]);
  }

  @Query(() => UserConnection, {
    description:
      'Open accounts, by name. A search comes in the order of the words that it finds (BAD_USER_INPUT with another order); `banned` answers FORBIDDEN to others than administrators.',
  })
  @Cost({ reads: 20, searched: 200 })
  async users(
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Beginnings of words of the username or the display name, in any order, letter case and accents aside.',
    })
    search: string | undefined,
    @Arg('role', () => ServerRole, {
      nullable: true,
      description: 'Only users of this role on the server.',
    })
    role: ServerRole | undefined,
    @Arg('banned', () => Boolean, {
      nullable: true,
      description: 'True: only banned users; false: only others. Absent: both.',
    })
    banned: boolean | undefined,
    @Arg('order', () => UserOrder, { nullable: true, defaultValue: 'NAME', description: 'What comes first.' })
    order: UserOrder,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      search,
      role: role ? ROLE_CODES[role] : undefined,
      banned,
      order: ORDER_CODES[order],
      first: pageSize('first', first),
      after,
    };
    const { users, hasMore, ...page } = await context.app.clients.auth.listUsers(request, context.call);
    const shown = { ...page, items: users, hasNextPage: hasMore, hasPreviousPage: request.after !== undefined };
    return toConnection(shown, (user) => rememberUser(context.app.keep(createUserCache), user));
  }

  @Mutation(() => AuthPayload, {
    description:
      'Makes an account and signs it in; the first one of a server is its administrator. ALREADY_EXISTS for a name that is or was taken; FORBIDDEN where registration is closed, or takes an invitation and none was given; RATE_LIMITED where too many accounts were made, from one address or altogether. If the answer is lost, sign in.',
  })
  async register(@Arg('input', () => RegisterInput) input: RegisterInput, @Ctx() context: GatewayContext) {
    const { username, password, displayName, invitation } = input;
    const { userAgent: device, address } = context;
    const request = { username, password, displayName, device, address };
    const register = async (by: { invitation?: string | undefined }) =>
      (await context.app.clients.auth.register({ ...request, ...by }, context.call)).tokens;
    const tokens =
      invitation !== undefined && isRoomLink(invitation)
        ? await registerByRoomLink(invitation, () => register({}), context)
        : await register({ invitation });
    return signedIn(tokens, context);
  }

  @Mutation(() => AuthPayload, {
    description:
      'Opens a session. UNAUTHENTICATED for an unknown name and a wrong password alike; RATE_LIMITED for a while after failures with this name at this address; FORBIDDEN, with the reason, for who is banned and gives the right password.',
  })
  async login(@Arg('input', () => LoginInput) input: LoginInput, @Ctx() context: GatewayContext) {
    const { username, password } = input;
    const { userAgent: device, address } = context;
    const request = { username, password, device, address };
    const { tokens } = await context.app.clients.auth.login(request, context.call);
    return signedIn(tokens, context);
  }

  @Mutation(() => AuthPayload, {
    description:
      'Exchanges a refresh token for new tokens. Takes the cookie where no token is given. A token may be exchanged again while nobody has used what it was exchanged for; after that it ends the session. UNAUTHENTICATED where it has ended; FORBIDDEN where a ban has ended it.',
  })
  async refreshSession(
    @Arg('refreshToken', () => String, {
      nullable: true,
      description: 'As the last `AuthPayload` had it. Absent: the one of the cookie.',
    })
    given: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const refreshToken = given ?? context.cookies?.refreshToken;
    if (!refreshToken) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
    const { tokens } = await context.app.clients.auth.refresh({ refreshToken }, context.call);
    return signedIn(tokens, context);
  }

  @Mutation(() => Boolean, { description: 'Ends the session. False where there was none to end.' })
  async logout(@Ctx() context: GatewayContext) {
    const byCookie = context.credentials ? undefined : callByCookie(context);
    // Whatever becomes of the session: this browser is not to come back by itself.
    context.cookies?.clearRefreshToken();
    const call = context.credentials ? context.call : await byCookie;
    if (!call) return false;
    if (context.credentials) context.app.farewells.expect(context.credentials.identity.sessionId);
    await context.app.clients.auth.logout({}, call);
    return true;
  }
}

/** A browser whose access token ran out still holds the cookie; it can sign out with that. Undefined where the session has ended already. */
async function callByCookie(context: GatewayContext) {
  const refreshToken = context.cookies?.refreshToken;
  if (!refreshToken) return undefined;
  try {
    const { tokens } = await context.app.clients.auth.refresh({ refreshToken }, context.call);
    return tokens && withCall({ token: tokens.accessToken, correlationId: context.app.ids.next() });
  } catch (error) {
    if (isAppError(error, 'UNAUTHENTICATED') || isAppError(error, 'FORBIDDEN')) return undefined;
    throw error;
  }
}
