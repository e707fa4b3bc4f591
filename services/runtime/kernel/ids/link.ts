import { AppError, badInput } from '../errors/app-error.ts';

const MOST_USES = 10_000;
/** A year. */
const MOST_HOURS = 8_784;
const HOUR_MS = 3_600_000;

/**
 * What every link is that people hand on, whatever it opens. The hash, of the secret in the link,
 * is never printed.
 */
export interface Link {
  tokenHash: string;
  /** Null: any number. */
  usesLeft: number | null;
  /** Null: never. */
  expiresAtMs: number | null;
  revoked: boolean;
}

/** How a link is asked for. */
export interface WantedLimits {
  /** Undefined: any number. */
  uses: number | undefined;
  /** Undefined: for ever. */
  expiresInHours: number | undefined;
}

/** The limits of a link, as its first event holds them. */
export interface LinkLimits {
  uses: number | null;
  expiresAtMs: number | null;
}

/**
 * The limits of a link that is made at `atMs`. Throws BAD_USER_INPUT naming `uses` or
 * `expiresInHours`.
 */
export function linkLimits({ uses, expiresInHours, atMs }: WantedLimits & { atMs: number }): LinkLimits {
  requireBetween('uses', uses, MOST_USES);
  requireBetween('expiresInHours', expiresInHours, MOST_HOURS);
  return { uses: uses ?? null, expiresAtMs: expiresInHours === undefined ? null : atMs + expiresInHours * HOUR_MS };
}

/**
 * Whether a link is neither revoked, used up nor expired. Whether its maker may still invite is for
 * its service to say.
 */
export function isOpen({ revoked, usesLeft, expiresAtMs }: Link, atMs: number): boolean {
  return !revoked && usesLeft !== 0 && (expiresAtMs === null || expiresAtMs > atMs);
}

/** The link after somebody has used it. */
export function afterUse<Kind extends Link>(link: Kind): Kind {
  return { ...link, usesLeft: link.usesLeft === null ? null : link.usesLeft - 1 };
}

/** The one answer to a link that does not work, for whatever reason. */
export function linkUseless(field: 'token' | 'invitation'): AppError {
  return new AppError('NOT_FOUND', 'This invitation does not work any more. Ask for a new one.', { field });
}

/** Of whoever may revoke links, about one that never was. */
export function noSuchLink(): AppError {
  return new AppError('NOT_FOUND', 'There is no such invitation.', { field: 'id' });
}

function requireBetween(field: string, value: number | undefined, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return;
  throw badInput(field, `Use a whole number from 1 to ${most}.`);
}
