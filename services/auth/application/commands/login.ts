import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { foldName } from '@confab/runtime/kernel/names/name';
import { parseDevice } from '../../domain/device.ts';
import { wrongCredentials } from '../../domain/errors.ts';
import { decideOpenSession } from '../../domain/open-session.ts';
import { couldBePassword } from '../../domain/password-rule.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import type { Accounts, RequestIds } from '../accounts.ts';
import { newSession } from '../new-session.ts';
import type { CredentialsDocument, UsernameDocument } from '../projections.ts';
import { newRefreshToken } from '../refresh-token.ts';
import type { IssuedTokens } from '../token-issuer.ts';
import { viewOf } from '../user-view.ts';

export interface LoginInput {
  username: string;
  password: string;
  /** What the client calls itself. */
  device?: string | undefined;
  /** Where the client is, as addresses are counted. */
  address?: string | undefined;
}

/**
 * What the pause after failures is counted by; longer than any name, so that junk takes no more
 * memory than names do.
 */
const LONGEST_NAME = 128;
/** Looked up where a name is unknown, so that both take two reads. */
const NOBODY = 'nobody';

/**
 * Opens a session. Throws UNAUTHENTICATED for an unknown name and a wrong password alike, after the
 * same work; RATE_LIMITED during the pause that failures bring upon this name at this address:
 * whoever guesses elsewhere keeps nobody out.
 */
export async function login(accounts: Accounts, input: LoginInput, request: RequestIds): Promise<IssuedTokens> {
  const folded = foldName(input.username);
  const guesses = `login ${folded.slice(0, LONGEST_NAME)} ${input.address ?? 'nowhere'}`;
  const credentials = await accounts.failures.attempt(guesses, () => verify(accounts, folded, input.password));
  if (!credentials) throw wrongCredentials();
  return open(accounts, { credentials, device: parseDevice(input.device) }, request);
}

async function verify({ reader, passwords }: Accounts, folded: string, password: string) {
  const owner = await reader.get<UsernameDocument>('usernames', [folded]);
  const credentials = await reader.get<CredentialsDocument>('credentials', [owner?.userId ?? NOBODY]);
  const isRight = couldBePassword(password) && (await passwords.verify(credentials?.passwordHash, password));
  return isRight ? credentials : undefined;
}

async function open(
  { runner, ids, times, secrets, tokens }: Accounts,
  { credentials, device }: { credentials: CredentialsDocument; device: string | null },
  { correlationId }: RequestIds,
): Promise<IssuedTokens> {
  const { userId, passwordHash: verifiedHash } = credentials;
  const refreshToken = newRefreshToken(secrets, { userId, sessionId: ids.next() });
  const stream = userStream(userId);
  const user = await runner.run({
    meta: { actor: userId, commandId: ids.next(), correlationId, command: 'Login' },
    prepare: async () => {},
    streams: () => [stream],
    decide(_, context) {
      const { state } = context.hold<UserState>(stream);
      const session = newSession({ secrets, times }, refreshToken, { device, atMs: context.atMs });
      const opened = addressed(stream, decideOpenSession(state, { session, verifiedHash }, context));
      return { ...opened, result: viewOf(state) };
    },
  });
  return tokens.issue(user, refreshToken);
}
