import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { buildSchema } from 'graphql';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

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
let seq = 0;

const roots = {
  query: { ok: () => true },
  mutation: {
    postMessage({ input }: { input: { room: string; text: string } }) {
      seq += 1;
      const message = {
        id: `0123456789abcdefghij-${seq}`,
        seq,
        text: input.text,
        sentAt: new Date().toISOString(),
        author: { username: 'someone' },
      };
      const cursor = randomBytes(20).toString('base64url');
      void pubSub.publish(input.room, { roomEvents: { __typename: 'MessagePosted', cursor, message } });
      return { message };
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
  console.log(`ready at http://127.0.0.1:${port}`);
});
