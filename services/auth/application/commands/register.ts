import { type Name, parseName } from '@confab/runtime/names/name';
import { parseDevice } from '../../domain/device.ts';
import { parseDisplayName } from '../../domain/display-name.ts';
import { nameLooksTaken, nameTaken, registrationClosed } from '../../domain/errors.ts';
import { checkNewPassword } from '../../domain/password-rule.ts';
import { register } from '../../domain/register.ts';
import { SERVER_STREAM, type ServerState } from '../../domain/server.ts';
import { userStream } from '../../domain/user.ts';
import { type UsernameState, usernameKeyStream, usernameStream } from '../../domain/username.ts';
import { type Accounts, ofUser, type RequestIds } from '../accounts.ts';
import { isKeyTaken, type UsernameDocument } from '../projections.ts';
import { registrationNow } from '../queries/entry-options.ts';
import { hashesOf, newRefreshToken } from '../refresh-token.ts';
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
}

/**
 * Makes an account and signs it in. Throws FORBIDDEN where registration is closed, whatever the input; BAD_USER_INPUT naming `username`, `password`
 * or `displayName`; RATE_LIMITED for one account too many, and while too many passwords wait to be hashed; ALREADY_EXISTS if the name is
 * taken, or looks like one that is.
 */
export async function registerUser(
  accounts: Accounts,
  input: RegisterInput,
  { correlationId }: RequestIds,
): Promise<IssuedTokens> {
  if ((await registrationNow(accounts.runner, accounts.registration)) === 'CLOSED') throw registrationClosed();
  const name = parseName('username', input.username);
  const displayName = parseDisplayName(input.displayName ?? name.shown);
  const device = parseDevice(input.device);
  checkNewPassword('password', input.password);
  const account = { name, displayName, device, password: input.password };
  return accounts.registrations.make(input.address, () => makeAccount(accounts, account, correlationId));
}

interface NewAccount {
  name: Name;
  displayName: string;
  device: string | null;
  password: string;
}

async function makeAccount(
  accounts: Accounts,
  { name, displayName, device, password }: NewAccount,
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
  const user = await runner.run<void, UserView>({
    meta: { actor: userId, commandId: ids.next(), correlationId, command: 'Register' },
    prepare: async () => {},
    streams: () => [userStream(userId), claim, ...keyClaims, SERVER_STREAM],
    decide(_, { hold, atMs }) {
      const session = {
        sessionId: refreshToken.sessionId,
        ...hashesOf(secrets, refreshToken),
        expiresAtMs: atMs + times.sessionLifeMs,
        device,
      };
      const state = {
        username: hold<UsernameState>(claim).state,
        keys: keyClaims.map((stream) => hold<UsernameState>(stream).state),
        server: hold<ServerState>(SERVER_STREAM).state,
      };
      const registration = register(state, { userId, name, displayName, passwordHash, session, policy });
      return {
        events: [
          ...registration.username.map((event) => ({ stream: claim, event })),
          ...registration.keys.map((event) => ({ stream: usernameKeyStream(event.data.key), event })),
          ...registration.server.map((event) => ({ stream: SERVER_STREAM, event })),
          ...ofUser(userId, registration.user),
        ],
        result: { id: userId, username: name.shown, displayName, role: registration.role, createdAtMs: atMs },
      };
    },
  });
  return tokens.issue(user, refreshToken);
}
