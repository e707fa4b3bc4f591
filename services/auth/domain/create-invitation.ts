import { badInput } from '@confab/runtime/errors/app-error';
import type { InvitationLinkCreated } from './invitation.ts';

const MOST_USES = 10_000;
/** A year. */
const MOST_HOURS = 8_784;
const HOUR_MS = 3_600_000;

export interface CreateInvitation {
  /** Null: the start of an empty server. */
  by: string | null;
  tokenHash: string;
  /** Undefined: any number. */
  uses: number | undefined;
  /** Undefined: for ever. */
  expiresInHours: number | undefined;
  atMs: number;
}

/** Makes a link with which people make accounts. Throws BAD_USER_INPUT naming `uses` or `expiresInHours`. */
export function createInvitation({ uses, expiresInHours, atMs, ...link }: CreateInvitation): InvitationLinkCreated {
  requireBetween('uses', uses, MOST_USES);
  requireBetween('expiresInHours', expiresInHours, MOST_HOURS);
  const expiresAtMs = expiresInHours === undefined ? null : atMs + expiresInHours * HOUR_MS;
  return { type: 'InvitationLinkCreated', data: { ...link, uses: uses ?? null, expiresAtMs } };
}

function requireBetween(field: string, value: number | undefined, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return;
  throw badInput(field, `Use a whole number from 1 to ${most}.`);
}
