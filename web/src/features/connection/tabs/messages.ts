import type { ErrorCode } from '../../../shared/api/error-code.ts';
import type { ErrorDetails } from '../../../shared/api/error-details.ts';
import type { SubscriptionRequest } from '../socket.ts';

/** `SharedState` with durations instead of times: each page has a clock of its own. */
export type SharedState =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'connected' }
  | { kind: 'waiting'; retryInMs: number };

/** What a tab asks of the one that has the socket. `id` names a subscription within its tab. */
export type GuestMessage = { guest: string } & (
  | { kind: 'hello' }
  | { kind: 'subscribe'; id: number; request: SubscriptionRequest }
  | { kind: 'unsubscribe'; id: number }
  | { kind: 'reconnect' }
  | { kind: 'ping' }
  | { kind: 'bye' }
);

/** What the tab with the socket tells one of the others. */
export type HostMessage = { host: string } & (
  | { kind: 'state'; state: SharedState }
  | { kind: 'next'; id: number; event: unknown }
  | { kind: 'error'; id: number; reason: 'lost' | ErrorCode; details: ErrorDetails }
  | { kind: 'complete'; id: number }
  | { kind: 'pong' }
  | { kind: 'signedOut' }
);

/** What it tells all of them: that it has the socket from now on. */
export interface HostNotice {
  kind: 'host';
  host: string;
}

/** Names of the channels and locks of one user's tabs in one browser. */
export const namesOf = (user: string) => ({
  office: `confab.${user}.leader`,
  /** Everybody hears what is said here: guests speak, and whoever became the host. */
  hall: `confab.${user}.tabs`,
  /** Only this guest listens here. The lock of this name is held while it lives. */
  guest: (guest: string) => `confab.${user}.tab.${guest}`,
});
