import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';

/** The first one is the first account of the server. */
export type AdministratorAppointed = DomainEvent<'AdministratorAppointed', { userId: string }>;

/** Was an administrator, and is a member again. */
export type AdministratorDismissed = DomainEvent<'AdministratorDismissed', { userId: string }>;

export type ServerEvent = AdministratorAppointed | AdministratorDismissed;

export interface ServerState {
  /**
   * Ids of users, in the order of their appointment. Empty until the first account is made, and
   * never again.
   */
  administrators: readonly string[];
}

/** Whether no account was ever made. */
export function isEmpty({ administrators }: ServerState): boolean {
  return administrators.length === 0;
}

/**
 * One stream for the whole server: of two first registrations only one can write its first event,
 * and of two administrators who dismiss each other only one is the faster.
 */
export const SERVER_STREAM = 'server-admin';

export const serverKind: StreamKind<ServerState, ServerEvent> = {
  prefix: 'server-',
  initialState: () => ({ administrators: [] }),
  evolve({ administrators }, { type, data: { userId } }) {
    const others = administrators.filter((id) => id !== userId);
    return { administrators: type === 'AdministratorAppointed' ? [...others, userId] : others };
  },
};
