import { type Addressed, addressed, type Decision } from '@confab/runtime/eventlog/decider/decider';
import type { DecideContext } from '@confab/runtime/eventlog/decider/port';
import { parseDisplayName } from '@confab/runtime/kernel/names/display-name';
import { foldName } from '@confab/runtime/kernel/names/name';
import { decideBanUser } from '../../domain/ban-user.ts';
import { decideChangeDisplayName } from '../../domain/change-display-name.ts';
import { decideDeleteAccount } from '../../domain/delete-account.ts';
import { noSuchUser } from '../../domain/errors.ts';
import { SERVER_STREAM, type ServerState } from '../../domain/server.ts';
import { decideSetServerRole } from '../../domain/set-server-role.ts';
import { decideUnbanUser } from '../../domain/unban-user.ts';
import { accountOf, type UserState, userStream } from '../../domain/user.ts';
import type { Role, UserEvent } from '../../domain/user-events.ts';
import { type Accounts, type CallerSession, metaOf, type RequestIds } from '../accounts.ts';
import { requireAdministrator } from '../administrators.ts';
import type { UsernameDocument } from '../projections.ts';
import { type UserView, viewOf } from '../user-view.ts';

/** Whom a command is about, and who gives it. */
export interface Administration {
  username: string;
  caller: CallerSession;
  request: RequestIds;
}

/**
 * Each of these resolves to the user as they are then. All throw FORBIDDEN unless the caller is an
 * administrator at that moment, and NOT_FOUND for a name without an account. See the decisions for
 * the rest.
 */
export interface AdministerUsers {
  setRole(role: Role, on: Administration): Promise<UserView>;
  ban(reason: string | undefined, on: Administration): Promise<UserView>;
  unban(on: Administration): Promise<UserView>;
  /** Throws BAD_USER_INPUT naming `displayName`. */
  update(displayName: string, on: Administration): Promise<UserView>;
  delete(on: Administration): Promise<UserView>;
}

type Decided = Decision<Addressed, unknown>;
type Decide = (state: UserState, context: DecideContext & { stream: string }) => Decided;

interface Verb {
  command: string;
  /** What it asks for besides the user. */
  says?: string | undefined;
}

export function createAdministerUsers(accounts: Accounts): AdministerUsers {
  const { runner, reader } = accounts;
  const run = (verb: Verb, { username, caller, request }: Administration, decide: Decide): Promise<UserView> =>
    runner.run<string, UserView>({
      meta: metaOf(accounts, caller, { request, command: verb.command, says: [foldName(username), verb.says] }),
      async prepare() {
        await requireAdministrator(runner, caller.userId);
        const owner = await reader.get<UsernameDocument>('usernames', [foldName(username)]);
        if (!owner) throw noSuchUser();
        return owner.userId;
      },
      streams: (userId) => [userStream(userId), SERVER_STREAM],
      decide(userId, context) {
        const stream = userStream(userId);
        const { state } = context.hold<UserState>(stream);
        const before = viewOf(state);
        const { events } = decide(state, { ...context, stream });
        return { events, result: viewAfter(before, events, context.atMs) };
      },
    });

  return {
    setRole: (role, on) =>
      run({ command: 'SetServerRole', says: role }, on, (user, context) => {
        const server = context.hold<ServerState>(SERVER_STREAM).state;
        return decideSetServerRole({ user, server }, { role, by: on.caller.userId }, context);
      }),
    ban: (reason, on) =>
      run({ command: 'BanUser', says: reason }, on, (user, context) =>
        addressed(context.stream, decideBanUser(user, { by: on.caller.userId, reason }, context)),
      ),
    unban: (on) =>
      run({ command: 'UnbanUser' }, on, (user, { stream }) =>
        addressed(stream, decideUnbanUser(user, { by: on.caller.userId })),
      ),
    update(raw, on) {
      const displayName = parseDisplayName(raw);
      return run({ command: 'UpdateUser', says: displayName }, on, (user, { stream }) => {
        accountOf(user);
        return addressed(stream, decideChangeDisplayName(user, { displayName }));
      });
    },
    delete: (on) =>
      run({ command: 'DeleteUser' }, on, (user, context) =>
        addressed(context.stream, decideDeleteAccount(user, { by: on.caller.userId }, context)),
      ),
  };
}

/**
 * Of what everybody sees, these events change the role, the name shown and whether the account is
 * open.
 */
function viewAfter(before: UserView, events: Decided['events'], atMs: number): UserView {
  const view = { ...before };
  for (const { event } of events) {
    const { type, data } = event as UserEvent;
    if (type === 'ServerRoleChanged') view.role = data.role;
    if (type === 'DisplayNameChanged' || type === 'AccountDeleted') view.displayName = data.displayName;
    if (type === 'AccountDeleted') view.deletedAtMs = atMs;
  }
  return view;
}
