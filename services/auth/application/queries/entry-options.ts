import { goodLink } from '../../domain/invitation.ts';
import { SERVER_STREAM, type ServerState } from '../../domain/server.ts';
import type { Accounts } from '../accounts.ts';
import { peekLink, shownLink } from '../invitations.ts';
import type { UserDocument } from '../projections.ts';

/** What somebody who opens an invitation is told. */
export interface InvitationView {
  /** Display name of the administrator; undefined for the link of a server's first account. */
  invitedBy: string | undefined;
  expiresAtMs: number | undefined;
}

/** Counts together whoever comes from an address that is not known. */
const NOWHERE = 'nowhere';

/** Undefined for a link that does not work. Throws RATE_LIMITED during the pause that such links bring upon an address. */
export function findInvitation(
  { runner, reader, secrets, clock, failures, registration }: Accounts,
  { token, address = NOWHERE }: { token: string; address?: string | undefined },
): Promise<InvitationView | undefined> {
  return failures.attempt(`invitation ${address}`, async () => {
    const link = goodLink(await peekLink(runner, shownLink({ secrets }, token)), clock.now());
    if (!link) return undefined;
    const { administrators } = (await runner.peek<ServerState>(SERVER_STREAM, { fresh: true })).state;
    const expiresAtMs = link.expiresAtMs ?? undefined;
    if (link.by === null) return administrators.length === 0 ? { invitedBy: undefined, expiresAtMs } : undefined;
    if (registration === 'CLOSED' || !administrators.includes(link.by)) return undefined;
    const maker = await reader.get<UserDocument>('users', [link.by]);
    return { invitedBy: maker?.displayName, expiresAtMs };
  });
}
