import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { accountOf, type UserState } from './user.ts';
import type { PasswordResetCreated } from './user-events.ts';

/** How long a link works. */
export const RESET_LIFE_MS = 24 * 60 * 60 * 1_000;

export interface CreatePasswordReset {
  /** The administrator who makes it. */
  by: string;
  tokenHash: string;
  atMs: number;
}

/**
 * Makes a link with which somebody chooses a new password. It withdraws the one before. Throws NOT_FOUND without an account, or where it was closed;
 * CONFLICT for a banned user, whom a new password would not let in.
 */
export function createPasswordReset(
  state: UserState,
  { by, tokenHash, atMs }: CreatePasswordReset,
): readonly PasswordResetCreated[] {
  if (accountOf(state).ban) throw new AppError('CONFLICT', 'This user is banned. Lift the ban first.');
  return [{ type: 'PasswordResetCreated', data: { by, tokenHash, expiresAtMs: atMs + RESET_LIFE_MS } }];
}
