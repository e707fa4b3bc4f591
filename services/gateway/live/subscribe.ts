import { AppError, isAppError } from '@confab/runtime/errors/app-error';
import type { GatewayContext } from '../execution/context.ts';
import type { GroupKind } from './fanout.ts';
import { createInboxTopic } from './inbox-topic.ts';
import { LiveSubscription } from './live-subscription.ts';
import type { Member } from './member.ts';
import { createRender } from './render.ts';
import { createRoomTopic, openableRoom } from './room-topic.ts';
import type { StreamRequest } from './stream-request.ts';
import type { Topic } from './topic.ts';

/** Throws NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT for the cursor. */
export async function subscribeToRoom(args: { room: string; after?: string | null }, context: GatewayContext) {
  const stream = streamOf(context);
  const room = await openableRoom(args.room, context);
  const feed = context.app.hub.room(room);
  const { connection } = stream;
  const topic = createRoomTopic({ feed, roomId: room.id, after: args.after ?? undefined, context, connection });
  const mayRead = async ({ call }: Member) => {
    try {
      return (await context.app.clients.rooms.checkAccess({ room: { case: 'id', value: room.id } }, call)).canRead;
    } catch (error) {
      if (isAppError(error, 'NOT_FOUND')) return false;
      throw error;
    }
  };
  return start(topic, { stream, mayRead }, context);
}

/** Throws BAD_USER_INPUT for the cursor. */
export function subscribeToInbox({ after }: { after?: string | null }, context: GatewayContext) {
  const inbox = context.app.hub.inbox(context.viewer.userId);
  return start(
    createInboxTopic({ ...inbox, after: after ?? undefined, context }),
    { stream: streamOf(context) },
    context,
  );
}

export function subscribeToRoomList(context: GatewayContext) {
  return start(
    context.app.hub.roomList.topic(context.viewer.userId, context.call),
    { stream: streamOf(context) },
    context,
  );
}

export function subscribeToJoinedRooms(context: GatewayContext) {
  return start(
    context.app.hub.joinedRooms.topic(context.viewer.userId, context.call),
    { stream: streamOf(context) },
    context,
  );
}

interface Started {
  stream: StreamRequest;
  /** Where rights can be lost while others keep them. */
  mayRead?: (member: Member) => Promise<boolean>;
}

function start(topic: Topic, { stream, mayRead }: Started, context: GatewayContext): LiveSubscription {
  const { hub } = context.app;
  return new LiveSubscription({
    topic,
    id: stream.id,
    wire: stream.connection.wire,
    credentials: stream.connection.credentials,
    call: context.call,
    kind: groupOf({ stream, mayRead: mayRead ?? (() => Promise.resolve(true)) }, context),
    maxReplay: hub.config.replayEvents,
    onEnd: () => stream.onEnd(),
  });
}

/** Same operation, same variables apart from where to start, and the same viewer where results depend on the viewer: the same bytes. */
function groupOf({ stream, mayRead }: Required<Started>, { app, viewer }: GatewayContext): GroupKind {
  const { sharing, key } = stream.operation;
  const variables = Object.entries(stream.variables ?? {}).filter(([name]) => !sharing.startVariables.has(name));
  return {
    key: JSON.stringify([key, variables, sharing.viewerDependent ? viewer.userId : null]),
    render: createRender(app, { stream, mayRead, onInternal: app.hub.onError }),
  };
}

function streamOf({ stream, viewer }: GatewayContext): StreamRequest {
  if (!stream || !viewer) throw new AppError('BAD_USER_INPUT', 'Subscribe over WebSocket.');
  return stream;
}
