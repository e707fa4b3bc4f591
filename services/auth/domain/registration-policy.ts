import { isEmpty, type ServerState } from './server.ts';

/** Who makes accounts: everybody, or nobody. */
export type RegistrationPolicy = 'OPEN' | 'CLOSED';

/** What holds at this moment. The first account of a server, who administers it, is let in by every policy: else nobody ever could. */
export function policyNow(server: ServerState, policy: RegistrationPolicy): RegistrationPolicy {
  return isEmpty(server) ? 'OPEN' : policy;
}
