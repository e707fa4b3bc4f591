import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';

export type UsernameClaimed = DomainEvent<'UsernameClaimed', { userId: string; folded: string }>;

export interface UsernameState {
  /** Absent while the name is free. */
  userId: string | undefined;
}

/**
 * The stream that claims a name: as it takes one first event, a name is unique on any engine. Takes
 * the folded name.
 */
export function usernameStream(folded: string): string {
  return `username-${folded}`;
}

/**
 * `username-<folded name>`: who owns a name. Accounts are never deleted, so a name never becomes
 * free again.
 */
export const usernameKind: StreamKind<UsernameState, UsernameClaimed> = {
  prefix: 'username-',
  initialState: () => ({ userId: undefined }),
  evolve: (_state, event) => ({ userId: event.data.userId }),
};

export type UsernameKeyClaimed = DomainEvent<'UsernameKeyClaimed', { userId: string; key: string }>;

/** The stream that claims a key of a name, as `nameKeys` gives it. */
export function usernameKeyStream(key: string): string {
  return `usernamekey-${key}`;
}

/**
 * `usernamekey-<key>`: who owns a name of this look. Of two names that look alike one is claimed,
 * however many replicas are asked at once. Names of before keys were claimed have no such stream:
 * the projection `nameKeys` knows theirs too.
 */
export const usernameKeyKind: StreamKind<UsernameState, UsernameKeyClaimed> = {
  prefix: 'usernamekey-',
  initialState: () => ({ userId: undefined }),
  evolve: (_state, event) => ({ userId: event.data.userId }),
};
