import { goodLink } from '../../domain/invitation.ts';
import { mayInvite } from '../../domain/require-entry.ts';
import { SERVER_STREAM, type ServerState } from '../../domain/server.ts';
import type { Accounts } from '../accounts.ts';
import { peekInvitation, shownInvitation } from '../invitations.ts';
import { linkGuesses } from '../link-guesses.ts';
import type { UserDocument } from '../projections.ts';

/** What somebody who opens an invitation is told. */
export interface InvitationView {
  /** Display name of the administrator; undefined for the link of a server's first account. */
  invitedBy: string | undefined;
  expiresAtMs: number | undefined;
}

/**
 * Undefined for a link that does not work. Throws RATE_LIMITED during the pause that such links
 * bring upon an address.
 */
export function findInvitation(
  { runner, reader, secrets, clock, failures, registration }: Accounts,
  { token, address }: { token: string; address?: string | undefined },
): Promise<InvitationView | undefined> {
  return failures.attempt(linkGuesses('invitation', address), async () => {
    const link = goodLink(await peekInvitation(runner, shownInvitation({ secrets }, token)), clock.now());
    if (!link) return undefined;
    const { state: server } = await runner.peek<ServerState>(SERVER_STREAM, { fresh: true });
    if (!mayInvite(link, server)) return undefined;
    const expiresAtMs = link.expiresAtMs ?? undefined;
    if (link.by === null) return { invitedBy: undefined, expiresAtMs };
    if (registration === 'CLOSED') return undefined;
    const maker = await reader.get<UserDocument>('users', [link.by]);
    return { invitedBy: maker?.displayName, expiresAtMs };
  });
}
