import { parseDisplayName } from '@confab/runtime/kernel/names/display-name';
import { type Name, parseName } from '@confab/runtime/kernel/names/name';
import { parseDevice } from '../../domain/device.ts';
import { nameLooksTaken, nameTaken } from '../../domain/errors.ts';
import { type InvitationState, invitationStream } from '../../domain/invitation.ts';
import { checkNewPassword } from '../../domain/password-rule.ts';
import { decideRegister } from '../../domain/register.ts';
import { requireEntry } from '../../domain/require-entry.ts';
import { SERVER_STREAM, type ServerState } from '../../domain/server.ts';
import { userStream } from '../../domain/user.ts';
import { type UsernameState, usernameKeyStream, usernameStream } from '../../domain/username.ts';
import type { Accounts, RequestIds } from '../accounts.ts';
import { peekInvitation, type ShownInvitation, shownInvitation } from '../invitations.ts';
import { newSession } from '../new-session.ts';
import { isKeyTaken, type UsernameDocument } from '../projections.ts';
import { newRefreshToken } from '../refresh-token.ts';
import type { IssuedTokens } from '../token-issuer.ts';
import type { UserView } from '../user-view.ts';

export interface RegisterInput {
  username: string;
  password: string;
  /** Absent: the username. */
  displayName?: string | undefined;
  /** What the client calls itself. */
  device?: string | undefined;
  /** Where the client is, as addresses are counted. */
  address?: string | undefined;
  /** The last segment of a link. */
  invitation?: string | undefined;
}

/**
 * Makes an account and signs it in. Throws FORBIDDEN where registration takes an invitation or is
 * closed, whatever the input, and NOT_FOUND naming `invitation` for one that does not work;
 * BAD_USER_INPUT naming `username`, `password` or `displayName`; RATE_LIMITED for one account too
 * many, and while too many passwords wait to be hashed; ALREADY_EXISTS if the name is taken, or
 * looks like one that is.
 */
export async function registerUser(
  accounts: Accounts,
  input: RegisterInput,
  { correlationId }: RequestIds,
): Promise<IssuedTokens> {
  const invitation = input.invitation === undefined ? undefined : shownInvitation(accounts, input.invitation);
  await requireEntryNow(accounts, invitation);
  const name = parseName('username', input.username);
  const displayName = parseDisplayName(input.displayName ?? name.shown);
  const device = parseDevice(input.device);
  checkNewPassword('password', input.password);
  const account = { name, displayName, device, password: input.password, invitation };
  return accounts.registrations.make(input.address, () => makeAccount(accounts, account, correlationId));
}

/**
 * Asked before anything else is looked at: nobody learns which names are taken who could not have
 * one.
 */
async function requireEntryNow({ runner, clock, registration: policy }: Accounts, shown: ShownInvitation | undefined) {
  if (policy === 'OPEN' && !shown) return;
  const { state: server } = await runner.peek<ServerState>(SERVER_STREAM, { fresh: true });
  const invitation = shown && (await peekInvitation(runner, shown));
  requireEntry({ server, policy, invitation, atMs: clock.now() });
}

interface NewAccount {
  invitation: ShownInvitation | undefined;
  name: Name;
  displayName: string;
  device: string | null;
  password: string;
}

async function makeAccount(
  accounts: Accounts,
  { name, displayName, device, password, invitation }: NewAccount,
  correlationId: string,
): Promise<IssuedTokens> {
  const { runner, reader, ids, times, passwords, secrets, tokens, registration: policy } = accounts;
  if (await reader.get<UsernameDocument>('usernames', [name.folded])) throw nameTaken();
  if (await isKeyTaken(reader, name.keys)) throw nameLooksTaken();

  const passwordHash = await passwords.hash(password);
  const userId = ids.next();
  const refreshToken = newRefreshToken(secrets, { userId, sessionId: ids.next() });
  const claim = usernameStream(name.folded);
  const keyClaims = name.keys.map(usernameKeyStream);
  const used = invitation?.token && invitationStream(invitation.token.id);
  const user = await runner.run<void, UserView>({
    meta: { actor: userId, commandId: ids.next(), correlationId, command: 'Register' },
    prepare: async () => {},
    streams: () => [userStream(userId), claim, ...keyClaims, SERVER_STREAM, ...(used ? [used] : [])],
    decide(_, context) {
      const { hold, atMs } = context;
      const session = newSession({ secrets, times }, refreshToken, { device, atMs });
      const state = {
        username: hold<UsernameState>(claim).state,
        keys: keyClaims.map((stream) => hold<UsernameState>(stream).state),
        server: hold<ServerState>(SERVER_STREAM).state,
      };
      const shown = invitation?.presented((stream) => hold<InvitationState>(stream).state);
      const command = { userId, name, displayName, passwordHash, session, policy, invitation: shown };
      const { events, result } = decideRegister(state, command, context);
      return { events, result: { id: userId, username: name.shown, displayName, ...result, createdAtMs: atMs } };
    },
  });
  return tokens.issue(user, refreshToken);
}
