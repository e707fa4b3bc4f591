import type { RawSocket } from './raw-socket.ts';

/** What a frame is to the load generator. */
export type FrameKind = 'welcome' | 'delivery' | 'ack' | 'ready' | 'refused' | 'other';

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
  /** The sender's own delivery is the acknowledgement: there is no other. */
  echoAcks: boolean;
}

const SUBSCRIBE = `subscription ($room: String!) {
  roomEvents(room: $room) { __typename cursor ... on MessagePosted { message { id seq text sentAt author { username } } } }
}`;
const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id seq } } }';

/** Where the id of an operation begins in `{"id":"…`, as graphql-ws and Confab write it. */
const ID_AT = 7;
const SUBSCRIPTION = 's'.charCodeAt(0);
const MUTATION = 'm'.charCodeAt(0);

/** graphql-transport-ws, for Confab and for the stock stack alike. Deliveries have the id `s`, posts `m1`, `m2` … */
export function graphqlDialect({ confirms }: { confirms: boolean }): Dialect {
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
      socket.send(JSON.stringify({ id: 's', type: 'subscribe', payload: { query: SUBSCRIBE, variables: { room } } })),
    confirms,
    post: (socket, { room, text, number }) =>
      socket.send(
        JSON.stringify({
          id: `m${number}`,
          type: 'subscribe',
          payload: { query: POST, variables: { input: { room, text } } },
        }),
      ),
    kind(data, start, end) {
      const id = data[start + ID_AT];
      const frame = data.subarray(start, end);
      if (id !== SUBSCRIPTION && id !== MUTATION) return frame.includes('"connection_ack"') ? 'welcome' : 'other';
      if (id === SUBSCRIPTION) {
        if (frame.includes('"MessagePosted"')) return 'delivery';
        return frame.includes('"RoomOpened"') ? 'ready' : frame.includes('"type":"error"') ? 'refused' : 'other';
      }
      if (!frame.includes('"type":"next"')) return frame.includes('"type":"error"') ? 'refused' : 'other';
      return frame.includes('"errors"') ? 'refused' : 'ack';
    },
    echoAcks: false,
  };
}

/** One JSON object a message, sent back to everybody. */
export const bareDialect: Dialect = {
  join() {},
  confirms: false,
  post: (socket, { text, sender }) => socket.send(JSON.stringify({ text, author: `sender-${sender}` })),
  kind: () => 'delivery',
  echoAcks: true,
};
