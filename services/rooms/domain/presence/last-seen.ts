import type { DomainEvent } from '@confab/runtime/eventlog/store/event';

/**
 * The user's last connection anywhere ended. Written once for each time somebody goes offline, so
 * that "last seen" outlives a restart.
 */
export type UserWentOffline = DomainEvent<'UserWentOffline', { atMs: number }>;

const PREFIX = 'presence-';

/** Stream `presence-<user id>`. Nothing is decided from it: being online is never stored. */
export function lastSeenStream(userId: string): string {
  return PREFIX + userId;
}

export function lastSeenUser(stream: string): string {
  return stream.slice(PREFIX.length);
}
