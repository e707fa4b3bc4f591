import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Credentials, TokenVerifier } from '@confab/runtime/network/identity/port';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';

export interface RenewalsOptions {
  verifier: TokenVerifier;
  connections: Connections;
}

/** Gives open connections their next tokens. */
export class Renewals {
  readonly #verifier: TokenVerifier;
  readonly #connections: Connections;

  constructor({ verifier, connections }: RenewalsOptions) {
    this.#verifier = verifier;
    this.#connections = connections;
  }

  /**
   * The connection goes on with this token. Throws UNAUTHENTICATED for a token that is not valid
   * or has expired, FORBIDDEN for one of another account; the connection then stays as it is.
   */
  async renew(connection: Connection, token: string): Promise<Credentials> {
    const identity = await this.#verifier.verify(token);
    if (identity.userId !== connection.credentials.identity.userId) {
      throw new AppError('FORBIDDEN', 'The access token is one of another account.');
    }
    const credentials = { token, identity };
    this.#connections.renew(connection, credentials);
    return credentials;
  }
}
