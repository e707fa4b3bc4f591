import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { Route } from '@confab/runtime/eventlog/consumers/port';
import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { subject } from '@confab/runtime/network/live/subject';
import { inboxKind } from '../domain/inbox.ts';
import type { InRoom } from '../domain/timeline-events.ts';
import { toLiveEvent } from './live-event.ts';

const NOWHERE: readonly Route<LiveEvent>[] = [];

/**
 * Where an event is published: those of an inbox to its owner, those of a room's timeline to the
 * room, whose name is in the event. The timeline of a private conversation has no subject of its
 * own: both inboxes tell of it.
 */
export function routesOf(event: StoredEvent): readonly Route<LiveEvent>[] {
  if (event.stream.startsWith(inboxKind.prefix)) {
    const userId = event.stream.slice(inboxKind.prefix.length);
    return [{ subject: subject('inbox', userId), message: toLiveEvent(event) }];
  }
  const { roomName } = event.data as InRoom;
  return roomName ? [{ subject: subject('room', roomName), message: toLiveEvent(event) }] : NOWHERE;
}
