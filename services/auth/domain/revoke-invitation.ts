import { noSuchLink } from '@confab/runtime/kernel/ids/link';
import type { InvitationLinkRevoked, InvitationState } from './invitation.ts';

/** Ends a link. Revoking twice changes nothing. Throws NOT_FOUND for a link that never was. */
export function revokeInvitation({ link }: InvitationState, { by }: { by: string }): readonly InvitationLinkRevoked[] {
  if (!link) throw noSuchLink();
  return link.revoked ? [] : [{ type: 'InvitationLinkRevoked', data: { by } }];
}
