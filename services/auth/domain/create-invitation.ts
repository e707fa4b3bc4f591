import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { type LinkLimits, linkLimits, type WantedLimits } from '@confab/runtime/kernel/ids/link';
import type { InvitationLinkCreated, InvitationState } from './invitation.ts';

export interface CreateInvitation extends WantedLimits {
  /** Null: the start of an empty server. */
  by: string | null;
  tokenHash: string;
}

/**
 * Makes a link with which people make accounts. Throws BAD_USER_INPUT naming `uses` or
 * `expiresInHours`.
 */
export function decideCreateInvitation(
  _state: InvitationState,
  { by, tokenHash, ...wanted }: CreateInvitation,
  { atMs }: Moment,
): Decision<InvitationLinkCreated, LinkLimits> {
  const limits = linkLimits({ ...wanted, atMs });
  return { events: [{ type: 'InvitationLinkCreated', data: { by, tokenHash, ...limits } }], result: limits };
}
