import type { Identity } from '@confab/runtime/network/identity/port';
import type { Subscriber } from '../live/subscriber.ts';

/** A subscriber of somebody's, whose socket takes anything. */
export function fakeMember(
  userId: string,
  { role = 'MEMBER', token = userId }: { role?: Identity['role']; token?: string } = {},
): Subscriber {
  return {
    idBytes: Buffer.from('"x"'),
    wire: { open: true, congested: false, write() {}, drained: () => Promise.resolve() },
    credentials: { token, identity: { userId, username: userId, role, sessionId: token, expiresAtMs: 0 } },
    call: {},
    reached() {},
    fallBehind() {},
    failed() {},
  };
}
