import { POST_MESSAGE } from './documents.ts';
import type { GraphqlSocket } from './graphql-socket.ts';

/** What one account does at its permitted worst, over and over, on each of its sockets. */
export interface Attack {
  sockets: number;
  /** Operations under way on each socket. */
  atOnce: number;
  /** Before the first operation. */
  prepare?(socket: GraphqlSocket, turn: number): void;
  operation(turn: number): { query: string; variables?: object };
}

export const ATTACKS = ['pages', 'lists', 'events', 'posts', 'documents', 'refused'] as const;
export type AttackName = (typeof ATTACKS)[number];

const AUTHOR = 'author { username displayName }';

/** Pages below pages, as much as one operation may ask for. */
const PAGES = `{ rooms(first: 30) { edges { node { id messages(last: 6) { edges { node {
  id text ${AUTHOR} room { messages(last: 4) { edges { node { id text } } } }
} } } } } } }`;
/** One long list of what is dear for each of its items. */
const LISTS =
  '{ rooms(first: 100) { edges { node { id name topic memberCount onlineCount membership { role unreadCount mentionCount } } } } }';

/** With other numbers and names in each, so that nothing is executed for several at once; few texts, as new ones are limited. */
const dearEvents = (turn: number) => `subscription ($room: String!, $last: Int!) { roomEvents(room: $room) {
  __typename cursor ... on MessagePosted { a${turn}: message { id text room { messages(last: $last) { edges { node { id text ${AUTHOR} } } } } } }
} }`;
/** Cheap to execute: it is reading the text that costs. */
const longText = (turn: number) => {
  const fields = 'id username displayName role lastSeenAt '.repeat(4);
  return `{ ${Array.from({ length: 25 }, (_, n) => `a${turn}x${n}: me { ${fields}}`).join(' ')} }`;
};
const SUBSCRIPTIONS = 50;
const SMALLEST_PAGE = 15;

export function attackOf(name: AttackName, rooms: readonly string[]): Attack {
  const room = (turn: number) => rooms[turn % rooms.length] as string;
  const post = (turn: number, to: string) => ({
    query: POST_MESSAGE,
    variables: { input: { room: to, text: `number ${turn} of what somebody writes as fast as they may` } },
  });
  switch (name) {
    case 'pages':
      return { sockets: 20, atOnce: 20, operation: () => ({ query: PAGES }) };
    case 'lists':
      return { sockets: 20, atOnce: 20, operation: () => ({ query: LISTS }) };
    case 'events':
      return {
        ...{ sockets: 20, atOnce: 1 },
        prepare(socket, turn) {
          for (let n = 0; n < SUBSCRIPTIONS; n += 1) {
            const last = SMALLEST_PAGE + Math.floor(n / 2);
            socket.subscribe(dearEvents(2 * turn + (n % 2)), { room: room(0), last }, () => {});
          }
        },
        operation: (turn) => post(turn, room(0)),
      };
    case 'posts':
      return { sockets: 20, atOnce: 5, operation: (turn) => post(turn, room(turn)) };
    case 'documents':
      return { sockets: 20, atOnce: 5, operation: (turn) => ({ query: longText(turn) }) };
    case 'refused':
      return { sockets: 100, atOnce: 50, operation: () => ({ query: '{ me { id } }' }) };
  }
}
