import type { StreamKind } from '@confab/runtime/decider/decider';
import type { DomainEvent } from '@confab/runtime/event-store/event';

export type AdministratorAppointed = DomainEvent<'AdministratorAppointed', { userId: string }>;

export interface ServerState {
  /** The first account of the server. */
  administratorId: string | undefined;
}

/** One stream for the whole server: of two first registrations only one can write its first event. */
export const SERVER_STREAM = 'server-admin';

export const serverKind: StreamKind<ServerState, AdministratorAppointed> = {
  prefix: 'server-',
  initialState: () => ({ administratorId: undefined }),
  evolve: (_state, event) => ({ administratorId: event.data.userId }),
};
