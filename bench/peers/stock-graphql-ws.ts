import { EventEmitter } from 'node:events';
import { buildSchema } from 'graphql';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { messagePosted } from './event.ts';

/**
 * The usual stack: graphql-ws and graphql-subscriptions as their documentation sets them up, on the part of Confab's schema that the load
 * uses. The subscription is executed once for each subscriber; nothing is stored, nobody is asked who they are.
 */
const schema = buildSchema(`
  type User { username: String! }
  type Message { id: ID! seq: Int! text: String sentAt: String! author: User! }
  interface RoomEvent { cursor: String! }
  type RoomOpened implements RoomEvent { cursor: String! resumed: Boolean! }
  type MessagePosted implements RoomEvent { cursor: String! message: Message! }
  input PostMessageInput { room: String! text: String! }
  type MessagePayload { message: Message! }
  type Query { ok: Boolean! }
  type Mutation { postMessage(input: PostMessageInput!): MessagePayload! }
  type Subscription { roomEvents(room: String!): RoomEvent! }
`);

const eventEmitter = new EventEmitter().setMaxListeners(0);
const pubSub = new PubSub({ eventEmitter });

const roots = {
  query: { ok: () => true },
  mutation: {
    postMessage({ input }: { input: { room: string; text: string } }) {
      const event = messagePosted({ text: input.text, author: 'someone' });
      void pubSub.publish(input.room, { roomEvents: event });
      return { message: event.message };
    },
  },
  subscription: {
    roomEvents: ({ room }: { room: string }) => pubSub.asyncIterableIterator(room),
  },
};

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/graphql', perMessageDeflate: false });
useServer({ schema, roots }, server);
server.on('listening', () => {
  const { port } = server.address() as { port: number };
  console.log(`ready at ws://127.0.0.1:${port}`);
});
