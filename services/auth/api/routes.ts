import { create } from '@bufbuild/protobuf';
import { type LiveEvent, LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { Route } from '@confab/runtime/eventlog/consumers/port';
import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { userKind } from '../domain/user.ts';
import type { SessionRevoked } from '../domain/user-events.ts';

/** Tells everybody of revoked sessions and of new display names, and nobody of anything else. */
export function routesOf({ type, stream, seq, atMs, actor, data }: StoredEvent): readonly Route<LiveEvent>[] {
  const userId = stream.slice(userKind.prefix.length);
  const event = eventOf(type, userId, data);
  if (!event) return [];
  return [
    { subject: SESSIONS_SUBJECT, message: create(LiveEventSchema, { stream, seq, atMs, actorId: actor, event }) },
  ];
}

function eventOf(type: string, userId: string, data: unknown) {
  if (type === 'DisplayNameChanged') return { case: 'userRenamed', value: { userId } } as const;
  if (type !== 'SessionRevoked') return undefined;
  const { sessionId } = data as SessionRevoked['data'];
  return { case: 'sessionRevoked', value: { userId, sessionId } } as const;
}
