import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { CheckAccessResponse } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import { subject } from '@confab/runtime/network/live/subject';
import { roomBan } from '@confab/text/room-ban';
import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../../context/app.ts';
import type { GatewayContext } from '../../context/context.ts';
import type { StreamConnection } from '../../context/stream-request.ts';
import type { Feed } from '../../live/feed.ts';
import type { Effect, FeedSource, LogPage } from '../../live/feed-source.ts';
import type { Snapshot, Topic } from '../../live/topic.ts';
import { Message } from '../../messages/message.type.ts';
import { type CloseReason, type EventHead, type ResetReason, RoomClosed, RoomReset } from '../room-event.type.ts';
import { RoomOpened } from '../room-opened.type.ts';
import { showRoomEvent, toLeaveReason } from '../show-room-event.ts';

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

/** Throws NOT_FOUND where the viewer may not know the room, FORBIDDEN where they know it but may not read it; the facts say if that is for a ban. */
export async function openableRoom(name: string, context: GatewayContext): Promise<{ id: string; name: string }> {
  const access = await context.app.clients.rooms.checkAccess({ room: { case: 'name', value: name } }, context.call);
  if (access.banned) throw bannedFrom(access.name);
  if (!access.canRead) throw new AppError('FORBIDDEN', 'You may not read this room.');
  context.app.partitions.learn(access.name, access.roomId);
  return { id: access.roomId, name: access.name };
}

export interface RoomTopicOptions {
  feed: Feed;
  roomId: string;
  context: GatewayContext;
  connection: StreamConnection;
}

/** One viewer's look at a room. */
export class RoomTopic implements Topic {
  readonly feed: Feed;
  readonly #roomId: string;
  readonly #context: GatewayContext;
  readonly #connection: StreamConnection;

  constructor({ feed, roomId, context, connection }: RoomTopicOptions) {
    this.feed = feed;
    this.#roomId = roomId;
    this.#context = context;
    this.#connection = connection;
  }

  get call(): CallOptions {
    return this.#context.call;
  }

  async check(): Promise<CloseReason | undefined> {
    const { rooms } = this.#context.app.clients;
    try {
      return closeReason(await rooms.checkAccess({ room: { case: 'id', value: this.#roomId } }, this.call));
    } catch (error) {
      if (isAppError(error, 'NOT_FOUND')) return 'LEFT';
      throw error;
    }
  }

  /** The page of messages says at which position of the timeline it was read, so that the live stream joins it without a gap. */
  async snapshot(): Promise<Snapshot | undefined> {
    const { messages } = this.#context.app.clients;
    const roomPosition = this.feed.positions[ROOM] ?? 0;
    const page = await messages.listMessages({ timelineId: this.#roomId, limit: NEWEST_MESSAGES }, this.call);
    if (page.epoch !== this.feed.epochs[TIMELINE]) return undefined;
    const positions = [roomPosition, page.head];
    const newest = page.messages.map((message) => new Message(message));
    return { shown: [new RoomOpened(this.#head(positions), { roomId: this.#roomId, messages: newest })], positions };
  }

  resumed(positions: readonly number[]): readonly object[] {
    return [new RoomOpened(this.#head(positions), { roomId: this.#roomId })];
  }

  reset(reason: ResetReason): readonly object[] {
    return [new RoomReset(this.#head(this.feed.positions), reason)];
  }

  closed(reason: CloseReason): readonly object[] {
    return [new RoomClosed(this.#head(this.feed.positions), reason)];
  }

  read(stream: number, range: { after: number; limit: number }): Promise<LogPage> {
    return this.feed.source.read(stream, range, this.call);
  }

  delivered(): void {}

  opened(): Promise<void> {
    return this.#connection.openRoom(this.#roomId);
  }

  left(): void {
    this.#connection.leaveRoom(this.#roomId);
  }

  #head(positions: readonly number[]): EventHead {
    return { cursor: this.feed.cursorAt(positions), at: this.#context.app.clock.now() };
  }
}

function closeReason({ canRead, banned }: CheckAccessResponse): CloseReason | undefined {
  if (canRead) return undefined;
  return banned ? 'BANNED' : 'LEFT';
}

function bannedFrom(room: string): AppError {
  const { message, facts } = roomBan(room);
  return new AppError('FORBIDDEN', message, { facts });
}
