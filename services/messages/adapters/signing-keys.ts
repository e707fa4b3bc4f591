import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { withCall } from '@confab/runtime/rpc/call';
import type { Rpc } from '@confab/runtime/rpc/port';

/** The public keys that sign access tokens now, from the auth service. */
export function createSigningKeysClient({ rpc, newCorrelationId }: { rpc: Rpc; newCorrelationId(): string }) {
  const auth = rpc.client(AuthService);
  return async () => (await auth.getSigningKeys({}, withCall({ correlationId: newCorrelationId() }))).keys;
}
