import { noSuchInvitation } from './errors.ts';
import type { InvitationLinkRevoked, InvitationState } from './invitation.ts';

/** Ends a link. Revoking twice changes nothing. Throws NOT_FOUND for a link that never was. */
export function revokeInvitation({ link }: InvitationState, { by }: { by: string }): readonly InvitationLinkRevoked[] {
  if (!link) throw noSuchInvitation();
  return link.revoked ? [] : [{ type: 'InvitationLinkRevoked', data: { by } }];
}
