import { linkUseless } from '@confab/runtime/kernel/ids/link';
import { registrationClosed } from './errors.ts';
import { goodLink, type InvitationLink, type PresentedInvitation } from './invitation.ts';
import type { RegistrationPolicy } from './registration-policy.ts';
import { isEmpty, type ServerState } from './server.ts';

export interface Entry {
  server: ServerState;
  policy: RegistrationPolicy;
  /** Undefined: none was shown. */
  invitation: PresentedInvitation | undefined;
  atMs: number;
}

/**
 * Checks that somebody may make an account at this time. Throws FORBIDDEN where the policy keeps
 * them out, and NOT_FOUND naming `invitation` for a link that does not work: it was revoked, used
 * up or has expired, never was, or its maker is no administrator any more. The first account of a
 * server that is not open takes the link of its start: else the first stranger would administer it.
 */
export function requireEntry({ server, policy, invitation, atMs }: Entry): void {
  const link = invitation && goodLink(invitation, atMs);
  const isFirst = isEmpty(server);
  if (!isFirst && policy === 'CLOSED') throw registrationClosed(policy);
  if (!invitation) {
    if (policy !== 'OPEN') throw registrationClosed(policy);
    return;
  }
  if (!link || !mayInvite(link, server)) throw linkUseless('invitation');
}

/**
 * Whether who made the link is still an administrator; for the link of a start, whether the server
 * is still empty.
 */
export function mayInvite({ by }: InvitationLink, server: ServerState): boolean {
  return by === null ? isEmpty(server) : server.administrators.includes(by);
}
