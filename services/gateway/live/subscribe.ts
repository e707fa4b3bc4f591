import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { GatewayContext } from '../context/context.ts';
import { createRender } from '../context/render.ts';
import type { StreamRequest } from '../context/stream-request.ts';
import { textKey } from '../context/text-key.ts';
import { InboxTopic } from '../conversations/inbox-topic.ts';
import { costOfEvent } from '../graphql/cost.ts';
import { openableRoom, RoomTopic } from '../rooms/stream/room-topic.ts';
import type { Asker } from './asker.ts';
import { decodeCursor } from './cursor.ts';
import type { GroupKind } from './fanout.ts';
import { LiveSubscription } from './live-subscription.ts';
import type { Member } from './member.ts';
import type { Topic } from './topic.ts';

/** Throws NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT for the cursor. */
export async function subscribeToRoom(args: { room: string; after?: string }, context: GatewayContext) {
  const stream = streamOf(context);
  const { rooms } = context.app.clients;
  const { id: roomId, name } = await openableRoom(args.room, context);
  const feed = context.app.hub.room({ id: roomId, name });
  const mayRead = async ({ call }: Member) => {
    try {
      return (await rooms.checkAccess({ room: { case: 'id', value: roomId } }, call)).canRead;
    } catch (error) {
      if (isAppError(error, 'NOT_FOUND')) return false;
      throw error;
    }
  };
  const topic = new RoomTopic({ feed, roomId, context, connection: stream.connection });
  return start(topic, { stream, after: args.after, mayRead }, context);
}

/** Throws BAD_USER_INPUT for the cursor. */
export function subscribeToInbox({ after }: { after?: string }, context: GatewayContext) {
  const inbox = context.app.hub.inbox(context.viewer.userId);
  return start(new InboxTopic({ ...inbox, context }), { stream: streamOf(context), after }, context);
}

export function subscribeToRoomList(context: GatewayContext) {
  return start(context.app.hub.roomList.topic(askerOf(context)), { stream: streamOf(context) }, context);
}

export function subscribeToJoinedRooms(context: GatewayContext) {
  return start(context.app.hub.joinedRooms.topic(askerOf(context)), { stream: streamOf(context) }, context);
}

interface Started {
  stream: StreamRequest;
  /** The client's cursor. */
  after?: string | undefined;
  /** Where rights can be lost while others keep them. */
  mayRead?: (member: Member) => Promise<boolean>;
}

function start(topic: Topic, started: Started, context: GatewayContext): LiveSubscription {
  const { stream, after } = started;
  const { scope, streams } = topic.feed.source;
  return new LiveSubscription({
    topic,
    stream,
    after: after === undefined ? undefined : decodeCursor(after, scope, streams.length),
    kind: kindOf(topic, started, context),
    maxReplay: context.app.hub.config.replayEvents,
  });
}

const always = () => Promise.resolve(true);

/** Same operation, same variables apart from where to start: whatever is the same for all subscribers is the same bytes. */
function kindOf({ feed }: Topic, { stream, mayRead = always }: Started, { app }: GatewayContext): GroupKind {
  const { operation, variables } = stream;
  const { sharedEvents, startVariables } = operation.sharing;
  const told = Object.entries(variables ?? {}).filter(([name]) => !startVariables.has(name));
  const key = textKey(JSON.stringify([operation.key, told]));
  const { events } = operation.costs(variables);
  return (
    feed.fanout.kindOf(key) ?? {
      key,
      shares: (event) => sharedEvents.has(event.constructor.name),
      costOf: (values) => values.reduce<number>((sum, event) => sum + costOfEvent(events, event), 0),
      budgets: app.budgets,
      render: createRender(app, { operation, variables, mayRead, onInternal: app.hub.onError }),
    }
  );
}

/** The viewer with the token that they have at any time. */
function askerOf(context: GatewayContext): Asker {
  const { credentials } = context;
  if (!credentials) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return {
    get credentials() {
      return context.credentials ?? credentials;
    },
    get call() {
      return context.call;
    },
  };
}

function streamOf({ stream, viewer }: GatewayContext): StreamRequest {
  if (!stream || !viewer) throw new AppError('BAD_USER_INPUT', 'Subscribe over WebSocket.');
  return stream;
}
