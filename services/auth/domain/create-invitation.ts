import { linkLimits, type WantedLimits } from '@confab/runtime/kernel/ids/link';
import type { InvitationLinkCreated } from './invitation.ts';

export interface CreateInvitation extends WantedLimits {
  /** Null: the start of an empty server. */
  by: string | null;
  tokenHash: string;
}

/** Makes a link with which people make accounts. Throws BAD_USER_INPUT naming `uses` or `expiresInHours`. */
export function createInvitation({ by, tokenHash, ...wanted }: CreateInvitation): InvitationLinkCreated {
  return { type: 'InvitationLinkCreated', data: { by, tokenHash, ...linkLimits(wanted) } };
}
