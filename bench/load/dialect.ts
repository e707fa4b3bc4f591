import { POST_MESSAGE, ROOM_EVENTS } from './documents.ts';
import type { RawSocket } from './raw-socket.ts';

/** What a frame is to the load generator. */
export type FrameKind = 'welcome' | 'delivery' | 'ack' | 'ready' | 'refused' | 'ping' | 'other';

export type DialectName = 'confab' | 'stock' | 'socketIo' | 'bare';

/** How one server is spoken to. Frames are told apart by a few bytes at known places: nothing is parsed. */
export interface Dialect {
  protocol?: string;
  /** Sent once the socket is open; answered with a `welcome` frame. Absent: nothing is said. */
  hello?(socket: RawSocket, token: string | undefined): void;
  /** Enters the room. */
  join(socket: RawSocket, room: string): void;
  /** The server answers `join` with a `ready` frame. */
  confirms: boolean;
  post(socket: RawSocket, message: { room: string; text: string; number: number; sender: number }): void;
  kind(data: Buffer, start: number, end: number): FrameKind;
  /** Answers a `ping` frame, where the protocol has its own. */
  pong?(socket: RawSocket): void;
  /** The sender's own delivery is the acknowledgement: there is no other. */
  echoAcks: boolean;
}

/** Where the id of an operation begins in `{"id":"…`, as graphql-ws and Confab write it. */
const ID_AT = 7;
const SUBSCRIPTION = 's'.charCodeAt(0);
const MUTATION = 'm'.charCodeAt(0);

/** Where the type of an event begins, and enough of `MessagePosted` to tell it from the others. */
const TYPE_AT = '{"id":"s","type":"next","payload":{"data":{"roomEvents":{"__typename":"'.length;
const TYPE_1 = 'M'.charCodeAt(0);
const TYPE_8_AT = 'Message'.length;
const TYPE_8 = 'P'.charCodeAt(0);

/** graphql-transport-ws, for Confab and for the stock stack alike. Deliveries have the id `s`, posts `m1`, `m2` … */
function graphqlDialect({ confirms }: { confirms: boolean }): Dialect {
  return {
    protocol: 'graphql-transport-ws',
    hello: (socket, token) =>
      socket.send(
        JSON.stringify({
          type: 'connection_init',
          payload: token === undefined ? {} : { authorization: `Bearer ${token}` },
        }),
      ),
    join: (socket, room) =>
      socket.send(JSON.stringify({ id: 's', type: 'subscribe', payload: { query: ROOM_EVENTS, variables: { room } } })),
    confirms,
    post: (socket, { room, text, number }) =>
      socket.send(
        JSON.stringify({
          id: `m${number}`,
          type: 'subscribe',
          payload: { query: POST_MESSAGE, variables: { input: { room, text } } },
        }),
      ),
    kind(data, start, end) {
      const id = data[start + ID_AT];
      if (id === SUBSCRIPTION && data[start + TYPE_AT] === TYPE_1 && data[start + TYPE_AT + TYPE_8_AT] === TYPE_8) {
        return 'delivery';
      }
      const frame = data.subarray(start, end);
      if (id !== SUBSCRIPTION && id !== MUTATION) {
        return frame.includes('"connection_ack"') ? 'welcome' : frame.includes('"ping"') ? 'ping' : 'other';
      }
      if (id === SUBSCRIPTION) {
        return frame.includes('"RoomOpened"') ? 'ready' : frame.includes('"type":"error"') ? 'refused' : 'other';
      }
      if (!frame.includes('"type":"next"')) return frame.includes('"type":"error"') ? 'refused' : 'other';
      return frame.includes('"errors"') ? 'refused' : 'ack';
    },
    pong: (socket) => socket.send('{"type":"pong"}'),
    echoAcks: false,
  };
}

/** One JSON object a message, sent back to everybody in the room. */
const bareDialect: Dialect = {
  join: (socket, room) => socket.send(JSON.stringify({ join: room })),
  confirms: false,
  post: (socket, { room, text, sender }) => socket.send(JSON.stringify({ room, text, author: `sender-${sender}` })),
  kind: () => 'delivery',
  echoAcks: true,
};

const ENGINE_PING = '2'.charCodeAt(0);
const ENGINE_MESSAGE = '4'.charCodeAt(0);
const SOCKET_CONNECT = '0'.charCodeAt(0);
const SOCKET_EVENT = '2'.charCodeAt(0);

/** Engine.IO 4 and Socket.IO 5 over WebSocket: a digit for each of the two protocols, then JSON. */
const socketIoDialect: Dialect = {
  hello: (socket) => socket.send('40'),
  join: (socket, room) => socket.send(`42${JSON.stringify(['join', room])}`),
  confirms: false,
  post: (socket, { room, text, sender }) =>
    socket.send(`42${JSON.stringify(['post', { room, text, author: `sender-${sender}` }])}`),
  kind(data, start) {
    if (data[start] === ENGINE_PING) return 'ping';
    if (data[start] !== ENGINE_MESSAGE) return 'other';
    if (data[start + 1] === SOCKET_EVENT) return 'delivery';
    return data[start + 1] === SOCKET_CONNECT ? 'welcome' : 'refused';
  },
  pong: (socket) => socket.send('3'),
  echoAcks: true,
};

export const DIALECTS: Record<DialectName, Dialect> = {
  confab: graphqlDialect({ confirms: true }),
  stock: graphqlDialect({ confirms: false }),
  socketIo: socketIoDialect,
  bare: bareDialect,
};
