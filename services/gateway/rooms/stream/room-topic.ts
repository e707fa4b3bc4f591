import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { CheckAccessResponse } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import { subject } from '@confab/runtime/network/live/subject';
import { roomBan } from '@confab/text/room-ban';
import type { CallOptions } from '@connectrpc/connect';
import type { App } from '../../context/app.ts';
import type { Clients } from '../../context/clients.ts';
import type { GatewayContext } from '../../context/context.ts';
import type { StreamConnection } from '../../context/stream-request.ts';
import { streamOf, subscribeTo } from '../../context/subscription.ts';
import type { Feed } from '../../live/feed.ts';
import type { Effect, FeedSource } from '../../live/feed-source.ts';
import type { Asker } from '../../live/subscriber.ts';
import type { Attendance, Snapshot, Topic, TopicLog } from '../../live/topic.ts';
import { Message } from '../../messages/message.type.ts';
import { type CloseReason, type EventHead, RoomClosed, RoomReset } from '../room-event.type.ts';
import { RoomOpened } from '../room-opened.type.ts';
import { showRoomEvent, toLeaveReason } from '../show-room-event.ts';

/** Order of the streams in a room's cursor. */
const ROOM = 0;
const TIMELINE = 1;
const NEWEST_MESSAGES = 10;

/** Room and timeline of one room. Several rooms of one name may follow each other on the subject; the id tells them apart. */
export function createRoomSource({ clients, clock }: App, room: { id: string; name: string }): FeedSource {
  const { rooms, messages } = clients;
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
    effect: (event) => effectOf(event, (cursor, reason) => [new RoomClosed({ cursor, at: clock.now() }, reason)]),
  };
}

function effectOf(
  { event }: LiveEvent,
  closed: (cursor: string, reason: CloseReason) => readonly object[],
): Effect | undefined {
  if (event.case === 'roomDeleted') return { kind: 'end', last: (cursor) => closed(cursor, 'DELETED') };
  if (event.case === 'roomUpdated' && event.value.membersOnly) return { kind: 'recheck' };
  if (event.case === 'memberLeft' && event.value.losesAccess) {
    const { userId, reason } = event.value;
    return { kind: 'end', userId, last: (cursor) => closed(cursor, toLeaveReason(reason)) };
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

/** Throws NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT for the cursor. */
export async function subscribeToRoom(args: { room: string; after?: string }, context: GatewayContext) {
  const { app } = context;
  const { connection } = streamOf(context);
  const room = await openableRoom(args.room, context);
  const feed = app.feeds.follow(`room-${room.id}`, {
    checkMs: app.live.headCheckMs,
    create: () => createRoomSource(app, room),
  });
  const topic = new RoomTopic({ feed, roomId: room.id, context, connection });
  // A group keeps this for as long as it lasts: it holds nothing of the subscriber who came first.
  const { clients } = app;
  const mayRead = async ({ call }: Asker) => (await whyNotIn(clients, room.id, call)) === undefined;
  return subscribeTo(topic, { after: args.after, mayRead }, context);
}

export interface RoomTopicOptions {
  feed: Feed;
  roomId: string;
  context: GatewayContext;
  connection: StreamConnection;
}

/** One viewer's look at a room. While it is open, the viewer is there. */
export class RoomTopic implements Topic {
  readonly feed: Feed;
  readonly log: TopicLog;
  readonly attendance: Attendance;
  readonly #roomId: string;
  readonly #context: GatewayContext;

  constructor({ feed, roomId, context, connection }: RoomTopicOptions) {
    this.feed = feed;
    this.#roomId = roomId;
    this.#context = context;
    this.log = {
      check: () => this.#check(),
      resumed: (positions) => [new RoomOpened(this.#head(positions), { roomId })],
      reset: (reason) => [new RoomReset(this.#head(feed.positions), reason)],
    };
    this.attendance = { opened: () => connection.openRoom(roomId), left: () => connection.leaveRoom(roomId) };
  }

  get call(): CallOptions {
    return this.#context.call;
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

  async #check(): Promise<readonly object[] | undefined> {
    const reason = await whyNotIn(this.#context.app.clients, this.#roomId, this.call);
    return reason && [new RoomClosed(this.#head(this.feed.positions), reason)];
  }

  #head(positions: readonly number[]): EventHead {
    return { cursor: this.feed.cursorAt(positions), at: this.#context.app.clock.now() };
  }
}

/** Why the caller may not read the room; undefined: may. */
async function whyNotIn(
  { rooms }: Pick<Clients, 'rooms'>,
  roomId: string,
  call: CallOptions,
): Promise<CloseReason | undefined> {
  try {
    return closeReason(await rooms.checkAccess({ room: { case: 'id', value: roomId } }, call));
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return 'LEFT';
    throw error;
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
