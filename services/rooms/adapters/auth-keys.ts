import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import type { SigningKey } from '@confab/runtime/identity/signing-keys';
import type { Rpc } from '@confab/runtime/rpc/port';

/** The public keys that access tokens are verified with. */
export function createAuthKeys(rpc: Rpc): () => Promise<readonly SigningKey[]> {
  const auth = rpc.client(AuthService);
  return async () => (await auth.getSigningKeys({})).keys;
}
