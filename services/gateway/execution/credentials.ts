import { isAppError } from '@confab/runtime/errors/app-error';
import type { TokenVerifier } from '@confab/runtime/identity/port';
import type { Credentials } from './context.ts';

const BEARER = /^bearer +(\S+)$/i;

/** The verified token of an `Authorization` value; undefined for none, or one that is not valid. Rejects with UNAVAILABLE where that cannot be told. */
export async function verifyBearer(verifier: TokenVerifier, authorization: unknown): Promise<Credentials | undefined> {
  const token = typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
  if (token === undefined) return undefined;
  try {
    return { token, identity: await verifier.verify(token) };
  } catch (error) {
    if (isAppError(error, 'UNAUTHENTICATED')) return undefined;
    throw error;
  }
}
