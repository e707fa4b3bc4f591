import type { ContextValues } from '@connectrpc/connect';
import { AppError } from '../../kernel/errors/app-error.ts';
import { callOf } from '../rpc/call.ts';
import type { Identity } from './port.ts';

type Context = { values: ContextValues };

/** Who makes the call that a handler serves. */
export interface Callers {
  /** The user whose access token came with the call. UNAUTHENTICATED without a valid one. */
  user(context: Context): Promise<Identity>;
  /**
   * The same, whose token says that they are a server administrator. Whoever loses that role is signed out, so that no such token is valid any
   * longer. FORBIDDEN for everybody else.
   */
  administrator(context: Context): Promise<Identity>;
  /** The service that calls, which must be one of `allowed` (none given: any). FORBIDDEN for everybody else. */
  service(context: Context, ...allowed: readonly string[]): string;
}

/** `verifier` checks the tokens: a `TokenVerifier`. */
export function createCallers(verifier: { verify(token: string): Promise<Identity> }): Callers {
  const user = (context: Context): Promise<Identity> => {
    const { token } = callOf(context);
    return token ? verifier.verify(token) : Promise.reject(new AppError('UNAUTHENTICATED', 'Sign in first.'));
  };

  return {
    user,
    async administrator(context) {
      const identity = await user(context);
      if (identity.role !== 'ADMIN') throw new AppError('FORBIDDEN', 'This is open to administrators only.');
      return identity;
    },
    service(context, ...allowed) {
      const { service } = callOf(context);
      if (!service || (allowed.length > 0 && !allowed.includes(service))) {
        throw new AppError('FORBIDDEN', 'This is open to services only.');
      }
      return service;
    },
  };
}
