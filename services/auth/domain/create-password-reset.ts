import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { accountOf, type UserState } from './user.ts';
import type { PasswordResetCreated } from './user-events.ts';

/** How long a link works. */
const RESET_LIFE_MS = 24 * 60 * 60 * 1_000;

export interface CreatePasswordReset {
  /** The administrator who makes it. */
  by: string;
  tokenHash: string;
}

/**
 * Makes a link with which somebody chooses a new password. It withdraws the one before. Throws
 * NOT_FOUND without an account, or where it was closed; CONFLICT for a banned user, whom a new
 * password would not let in.
 */
export function decideCreatePasswordReset(
  state: UserState,
  { by, tokenHash }: CreatePasswordReset,
  { atMs }: Moment,
): Decision<PasswordResetCreated, { expiresAtMs: number }> {
  if (accountOf(state).ban) throw new AppError('CONFLICT', 'This user is banned. Lift the ban first.');
  const expiresAtMs = atMs + RESET_LIFE_MS;
  return { events: [{ type: 'PasswordResetCreated', data: { by, tokenHash, expiresAtMs } }], result: { expiresAtMs } };
}
