import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { type LinkToken, parseLinkToken } from '@confab/runtime/kernel/ids/link-token';
import { parseDevice } from '../../domain/device.ts';
import { resetLinkUseless } from '../../domain/errors.ts';
import { checkNewPassword } from '../../domain/password-rule.ts';
import { accountByReset, decideResetPassword } from '../../domain/reset-password.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import type { Accounts, RequestIds } from '../accounts.ts';
import { linkGuesses } from '../link-guesses.ts';
import { newSession } from '../new-session.ts';
import { newRefreshToken } from '../refresh-token.ts';
import type { IssuedTokens } from '../token-issuer.ts';
import { viewOf } from '../user-view.ts';

export interface ResetPasswordInput {
  /** The last segment of the link. */
  token: string;
  password: string;
  /** What the client calls itself. */
  device?: string | undefined;
  /** Where the client is, as addresses are counted. */
  address?: string | undefined;
}

/**
 * Chooses a new password with a link, ends every session of the account and signs in. Throws
 * BAD_USER_INPUT naming `password`, which leaves the link as it is; NOT_FOUND naming `token` for a
 * link that does not work; RATE_LIMITED during the pause that such links bring upon an address.
 */
export async function resetByLink(
  accounts: Accounts,
  input: ResetPasswordInput,
  request: RequestIds,
): Promise<IssuedTokens> {
  checkNewPassword('password', input.password);
  const attempt = () => findLink(accounts, input.token);
  const link = await accounts.failures.attempt(linkGuesses('reset', input.address), attempt);
  if (!link) throw resetLinkUseless();
  const passwordHash = await accounts.passwords.hash(input.password);
  return open(accounts, { link, passwordHash, device: parseDevice(input.device) }, request);
}

/**
 * The link, if it works at this moment. Asked before a password is hashed for it: that is slow, and
 * would be a stranger's to cause.
 */
async function findLink({ runner, secrets, clock }: Accounts, token: string): Promise<LinkToken | undefined> {
  const link = parseLinkToken(token);
  if (!link) return undefined;
  const { state } = await runner.peek<UserState>(userStream(link.id), { fresh: true });
  return accountByReset(state, { tokenHash: secrets.hash(link.secret), atMs: clock.now() }) && link;
}

async function open(
  { runner, ids, times, secrets, tokens }: Accounts,
  { link, passwordHash, device }: { link: LinkToken; passwordHash: string; device: string | null },
  { correlationId }: RequestIds,
): Promise<IssuedTokens> {
  const userId = link.id;
  const refreshToken = newRefreshToken(secrets, { userId, sessionId: ids.next() });
  const stream = userStream(userId);
  const user = await runner.run({
    meta: { actor: userId, commandId: ids.next(), correlationId, command: 'ResetPassword' },
    prepare: async () => {},
    streams: () => [stream],
    decide(_, context) {
      const { state } = context.hold<UserState>(stream);
      const session = newSession({ secrets, times }, refreshToken, { device, atMs: context.atMs });
      const command = { tokenHash: secrets.hash(link.secret), passwordHash, session };
      return { ...addressed(stream, decideResetPassword(state, command, context)), result: viewOf(state) };
    },
  });
  return tokens.issue(user, refreshToken);
}
