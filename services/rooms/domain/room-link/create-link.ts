import { AppError, badInput } from '@confab/runtime/errors/app-error';
import { type Actor, RANK, rankOf, requireInUse, requireRank } from '../room/rights.ts';
import type { RoomState } from '../room/state.ts';
import type { RoomLinkCreated } from './link.ts';

const MOST_USES = 10_000;
/** A year. */
const MOST_HOURS = 8_784;
const HOUR_MS = 3_600_000;
/** Links of one room that work at the same time. */
export const MOST_OPEN_LINKS = 50;

export interface CreateLink {
  actor: Actor;
  roomId: string;
  tokenHash: string;
  /** Undefined: any number. */
  uses: number | undefined;
  /** Undefined: for ever. */
  expiresInHours: number | undefined;
  /** How many links of the room work now. */
  open: number;
  atMs: number;
}

/**
 * Owners and moderators make links into a room of theirs, administrators into any. FORBIDDEN for others, and while the room is archived; BAD_USER_INPUT naming
 * `uses` or `expiresInHours`; CONFLICT where too many links are open.
 */
export function decideCreateLink(room: RoomState, command: CreateLink): RoomLinkCreated[] {
  const { actor, roomId, tokenHash, uses, expiresInHours, open, atMs } = command;
  requireRank(room, actor, RANK.moderator);
  requireInUse(room);
  requireBetween('uses', uses, MOST_USES);
  requireBetween('expiresInHours', expiresInHours, MOST_HOURS);
  if (open >= MOST_OPEN_LINKS) throw new AppError('CONFLICT', 'This room has too many open links. Revoke one first.');
  const data: RoomLinkCreated['data'] = {
    roomId,
    by: actor.userId,
    tokenHash,
    uses: uses ?? null,
    expiresAtMs: expiresInHours === undefined ? null : atMs + expiresInHours * HOUR_MS,
  };
  if (rankOf(room, { ...actor, isAdmin: false }) < RANK.moderator) data.byAdministrator = true;
  return [{ type: 'RoomLinkCreated', data }];
}

function requireBetween(field: string, value: number | undefined, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return;
  throw badInput(field, `Use a whole number from 1 to ${most}.`);
}
