import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Credentials, TokenVerifier } from '@confab/runtime/network/identity/port';

const BEARER = /^\s*bearer(?:\s+(\S+))?\s*$/i;

/**
 * The verified token of an `Authorization` value. Throws UNAUTHENTICATED, whose message says which
 * it is: none was given, it is not valid, it has expired, its session has ended. UNAVAILABLE where
 * that cannot be told.
 */
export async function requireBearer(verifier: TokenVerifier, authorization: unknown): Promise<Credentials> {
  const token = tokenOf(authorization);
  return { token, identity: await verifier.verify(token) };
}

/** The same for those who may also come without: undefined for none, or one that is not valid. */
export async function verifyBearer(verifier: TokenVerifier, authorization: unknown): Promise<Credentials | undefined> {
  if (authorization === undefined) return undefined;
  try {
    return await requireBearer(verifier, authorization);
  } catch (error) {
    if (isAppError(error, 'UNAUTHENTICATED')) return undefined;
    throw error;
  }
}

function tokenOf(authorization: unknown): string {
  if (authorization == null || authorization === '') {
    throw new AppError('UNAUTHENTICATED', 'No access token was given.');
  }
  const bearer = typeof authorization === 'string' ? BEARER.exec(authorization) : null;
  if (!bearer) throw new AppError('UNAUTHENTICATED', 'The access token is not valid: send Bearer and the token.');
  if (bearer[1] === undefined) throw new AppError('UNAUTHENTICATED', 'No access token was given.');
  return bearer[1];
}
