import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { formatLinkToken, type LinkToken, newLinkToken } from '@confab/runtime/kernel/ids/link-token';
import { foldName } from '@confab/runtime/kernel/names/name';
import { decideCreatePasswordReset } from '../../domain/create-password-reset.ts';
import { noSuchUser } from '../../domain/errors.ts';
import { SERVER_STREAM } from '../../domain/server.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import type { Accounts } from '../accounts.ts';
import { requireAdministrator } from '../administrators.ts';
import type { UsernameDocument } from '../projections.ts';
import type { Administration } from './administer-user.ts';

export interface PasswordResetLink {
  /** Shown to the administrator now and never again. */
  token: string;
  expiresAtMs: number;
}

/**
 * Makes a link with which a user chooses a new password, once, within a day. Takes no command id,
 * because the answer is a secret that is not kept: asked again, another link is made and the one
 * before is withdrawn. Throws FORBIDDEN unless the caller is an administrator at that moment;
 * NOT_FOUND for a name without an account; CONFLICT for a banned user.
 */
export async function createResetLink(
  { runner, reader, ids, secrets }: Accounts,
  { username, caller, request }: Administration,
): Promise<PasswordResetLink> {
  return runner.run<LinkToken, PasswordResetLink>({
    meta: {
      actor: caller.userId,
      commandId: ids.next(),
      correlationId: request.correlationId,
      command: 'CreatePasswordReset',
    },
    async prepare() {
      await requireAdministrator(runner, caller.userId);
      const owner = await reader.get<UsernameDocument>('usernames', [foldName(username)]);
      if (!owner) throw noSuchUser();
      return newLinkToken(secrets, owner.userId);
    },
    streams: ({ id }) => [userStream(id), SERVER_STREAM],
    decide(token, context) {
      const stream = userStream(token.id);
      const command = { by: caller.userId, tokenHash: secrets.hash(token.secret) };
      const decision = decideCreatePasswordReset(context.hold<UserState>(stream).state, command, context);
      const { events, result } = addressed(stream, decision);
      return { events, result: { token: formatLinkToken(token), ...result } };
    },
  });
}
