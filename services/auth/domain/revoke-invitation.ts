import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { noSuchLink } from '@confab/runtime/kernel/ids/link';
import type { InvitationLinkRevoked, InvitationState } from './invitation.ts';

/** Ends a link. Revoking twice changes nothing. Throws NOT_FOUND for a link that never was. */
export function decideRevokeInvitation(
  { link }: InvitationState,
  { by }: { by: string },
): Decision<InvitationLinkRevoked> {
  if (!link) throw noSuchLink();
  return link.revoked ? UNCHANGED : { events: [{ type: 'InvitationLinkRevoked', data: { by } }], result: null };
}
