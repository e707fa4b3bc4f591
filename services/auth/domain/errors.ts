import { AppError, badInput } from '@confab/runtime/kernel/errors/app-error';

/**
 * The one answer to a wrong name and to a wrong password, so that it tells nothing about which
 * names exist.
 */
export function wrongCredentials(): AppError {
  return new AppError('UNAUTHENTICATED', 'The name or the password is wrong.');
}

/** A session that was revoked, has expired or never was. */
export function sessionEnded(): AppError {
  return new AppError('UNAUTHENTICATED', 'This session has ended. Sign in again.');
}

/** What another service, or an administrator, names and this one does not hold. */
export function noSuchUser(): AppError {
  return new AppError('NOT_FOUND', 'There is no such user.', { field: 'username' });
}

/**
 * Told to those only who proved to be the user. The fact `ban` holds the reason, null where none
 * was given.
 */
export function banned(reason: string | null): AppError {
  const message = `This account is banned.${reason === null ? '' : ` Reason: ${reason}`}`;
  return new AppError('FORBIDDEN', message, { facts: { ban: { reason } } });
}

export function administratorsOnly(): AppError {
  return new AppError('FORBIDDEN', 'This is open to administrators only.');
}

/** An administrator is neither banned nor deleted. */
export function administratorStays(): AppError {
  return new AppError('CONFLICT', 'This user is an administrator. Make them a member first.');
}

/** No account is made here without more. The fact `registration` tells it from other refusals. */
export function registrationClosed(policy: 'INVITATION' | 'CLOSED'): AppError {
  const message =
    policy === 'CLOSED'
      ? 'Registration is closed: this server takes no new accounts.'
      : 'Registration takes an invitation: ask an administrator of this server for a link.';
  return new AppError('FORBIDDEN', message, { facts: { registration: { policy } } });
}

export function nameTaken(): AppError {
  return new AppError('ALREADY_EXISTS', 'This name is taken.', { field: 'username' });
}

/** One answer for every look-alike, whichever name it is of. */
export function nameLooksTaken(): AppError {
  return new AppError('ALREADY_EXISTS', 'This name looks like one that is taken.', { field: 'username' });
}

/**
 * The one answer to a link that was used, has expired, was withdrawn or never was, so that it tells
 * nothing about accounts.
 */
export function resetLinkUseless(): AppError {
  const message = 'This link does not work any more. Ask an administrator for a new one.';
  return new AppError('NOT_FOUND', message, { field: 'token' });
}

/** Not UNAUTHENTICATED: the caller is signed in and stays so. */
export function wrongCurrentPassword(): AppError {
  return badInput('currentPassword', 'This is not your current password.');
}
