import { AppError, badInput } from '@confab/runtime/errors/app-error';

/** The one answer to a wrong name and to a wrong password, so that it tells nothing about which names exist. */
export function wrongCredentials(): AppError {
  return new AppError('UNAUTHENTICATED', 'The name or the password is wrong.');
}

/** A session that was revoked, has expired or never was. */
export function sessionEnded(): AppError {
  return new AppError('UNAUTHENTICATED', 'This session has ended. Sign in again.');
}

export function nameTaken(): AppError {
  return new AppError('ALREADY_EXISTS', 'This name is taken.', { field: 'username' });
}

/** Not UNAUTHENTICATED: the caller is signed in and stays so. */
export function wrongCurrentPassword(): AppError {
  return badInput('currentPassword', 'This is not your current password.');
}
