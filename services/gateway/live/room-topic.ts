import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { CheckAccessResponse } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError, isAppError } from '@confab/runtime/errors/app-error';
import { subject } from '@confab/runtime/live/subject';
import { foldName } from '@confab/runtime/names/name';
import type { Clients } from '../execution/app.ts';
import type { GatewayContext } from '../execution/context.ts';
import { Message } from '../messages/message.type.ts';
import { type CloseReason, RoomClosed, RoomReset } from '../rooms/room-event.type.ts';
import { RoomOpened } from '../rooms/room-opened.type.ts';
import { showRoomEvent, toLeaveReason } from '../rooms/show-room-event.ts';
import { decodeCursor } from './cursor.ts';
import type { Feed } from './feed.ts';
import type { Effect, FeedSource } from './feed-source.ts';
import type { StreamConnection } from './stream-request.ts';
import type { Snapshot, Topic } from './topic.ts';

/** Order of the streams in a room's cursor. */
const ROOM = 0;
const TIMELINE = 1;
const NEWEST_MESSAGES = 10;

/** Room and timeline of one room. Several rooms of one name may follow each other on the subject; the id tells them apart. */
export function createRoomSource({ rooms, messages }: Clients, room: { id: string; name: string }): FeedSource {
  return {
    scope: { kind: 'room', id: room.id },
    subjects: [subject('room', foldName(room.name))],
    streams: [`room-${room.id}`, `timeline-${room.id}`],
    read: (stream, range, call) =>
      stream === ROOM
        ? rooms.readRoomEvents({ roomId: room.id, ...range }, call)
        : messages.readTimelineEvents({ timelineId: room.id, ...range }, call),
    concerns: (event) => event.roomId === room.id,
    show: showRoomEvent,
    effect,
    wantsReceipt: () => false,
  };
}

function effect({ event }: LiveEvent): Effect | undefined {
  if (event.case === 'roomDeleted') return { kind: 'end', reason: 'DELETED' };
  if (event.case === 'roomUpdated' && event.value.membersOnly) return { kind: 'recheck' };
  if (event.case === 'memberLeft' && event.value.losesAccess) {
    return { kind: 'end', userId: event.value.userId, reason: toLeaveReason(event.value.reason) };
  }
  return undefined;
}

/** Throws NOT_FOUND where the viewer may not know the room, FORBIDDEN where they know it but may not read it. */
export async function openableRoom(name: string, context: GatewayContext): Promise<{ id: string; name: string }> {
  const access = await context.app.clients.rooms.checkAccess({ room: { case: 'name', value: name } }, context.call);
  if (!access.canRead) throw new AppError('FORBIDDEN', 'You may not read this room.');
  context.app.partitions.learn(access.name, access.roomId);
  return { id: access.roomId, name: access.name };
}

export interface RoomTopicOptions {
  feed: Feed;
  roomId: string;
  /** The client's cursor. */
  after: string | undefined;
  context: GatewayContext;
  connection: StreamConnection;
}

/** One viewer's look at a room. Throws BAD_USER_INPUT for a cursor that is not of this room. */
export function createRoomTopic({ feed, roomId, after, context, connection }: RoomTopicOptions): Topic {
  const { clients, clock } = context.app;
  const head = (positions: readonly number[]) => ({ cursor: feed.cursorAt(positions), at: clock.now() });
  return {
    feed,
    after: after === undefined ? undefined : decodeCursor(after, feed.source.scope, feed.source.streams.length),
    async check() {
      try {
        return closeReason(await clients.rooms.checkAccess({ room: { case: 'id', value: roomId } }, context.call));
      } catch (error) {
        if (isAppError(error, 'NOT_FOUND')) return 'LEFT';
        throw error;
      }
    },
    snapshot: () => readSnapshot(feed, { roomId, context }),
    resumed: (positions) => [new RoomOpened(head(positions), { roomId })],
    reset: (reason) => [new RoomReset(head(feed.positions), reason)],
    closed: (reason) => [new RoomClosed(head(feed.positions), reason)],
    read: (stream, range) => feed.source.read(stream, range, context.call),
    delivered() {},
    opened: () => connection.openRoom(roomId),
  };
}

function closeReason({ canRead, banned }: CheckAccessResponse): CloseReason | undefined {
  if (canRead) return undefined;
  return banned ? 'BANNED' : 'LEFT';
}

/** The page of messages says at which position of the timeline it was read, so that the live stream joins it without a gap. */
async function readSnapshot(
  feed: Feed,
  { roomId, context }: { roomId: string; context: GatewayContext },
): Promise<Snapshot | undefined> {
  const { messages } = context.app.clients;
  const roomPosition = feed.positions[ROOM] ?? 0;
  const page = await messages.listMessages({ timelineId: roomId, limit: NEWEST_MESSAGES }, context.call);
  if (page.epoch !== feed.epochs[TIMELINE]) return undefined;
  const positions = [roomPosition, page.head];
  const value = new RoomOpened(
    { cursor: feed.cursorAt(positions), at: context.app.clock.now() },
    { roomId, messages: page.messages.map((message) => new Message(message)) },
  );
  return { shown: [value], positions };
}
