import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import { afterUse, isOpen, type Link } from '@confab/runtime/kernel/ids/link';

/**
 * A link with which people make accounts. `by` is the administrator who made it; null for the link
 * of the first account, which the start of an empty server makes. `uses` null: any number.
 * `expiresAtMs` null: never. The hash, of the secret in the link, is never printed.
 */
export type InvitationLinkCreated = DomainEvent<
  'InvitationLinkCreated',
  { by: string | null; tokenHash: string; uses: number | null; expiresAtMs: number | null }
>;

/** Somebody made an account with it. */
export type InvitationLinkUsed = DomainEvent<'InvitationLinkUsed', { userId: string }>;

export type InvitationLinkRevoked = DomainEvent<'InvitationLinkRevoked', { by: string }>;

export type InvitationEvent = InvitationLinkCreated | InvitationLinkUsed | InvitationLinkRevoked;

export interface InvitationLink extends Link {
  by: string | null;
}

export interface InvitationState {
  /** Absent until created. */
  link: InvitationLink | undefined;
}

/** A link that somebody shows, with the hash of the secret in it. */
export interface PresentedInvitation {
  /** Absent where it cannot be a link. */
  id?: string;
  state: InvitationState;
  tokenHash: string;
}

/** What a link that never was looks like. */
export const NO_INVITATION: InvitationState = { link: undefined };

export function invitationStream(id: string): string {
  return `invitation-${id}`;
}

/**
 * The link, where it is good at this time. Whether its maker may still invite is for others to say.
 */
export function goodLink({ state, tokenHash }: PresentedInvitation, atMs: number): InvitationLink | undefined {
  const { link } = state;
  return link?.tokenHash === tokenHash && isOpen(link, atMs) ? link : undefined;
}

function evolve({ link }: InvitationState, event: InvitationEvent): InvitationState {
  if (event.type === 'InvitationLinkCreated') {
    const { uses: usesLeft, ...created } = event.data;
    return { link: { ...created, usesLeft, revoked: false } };
  }
  if (!link) return NO_INVITATION;
  if (event.type === 'InvitationLinkRevoked') return { link: { ...link, revoked: true } };
  return { link: afterUse(link) };
}

/**
 * `invitation-<id>`: a link and its uses. Each use is an event of this stream, so that of two
 * people at once with one use left only one gets it.
 */
export const invitationKind: StreamKind<InvitationState, InvitationEvent> = {
  prefix: 'invitation-',
  initialState: () => NO_INVITATION,
  evolve,
};
