import type { HostileSocket, Payload } from '../hostile-socket.ts';
import { type Attack, hands, type Raid } from '../raid.ts';
import { longFragments, longName } from './long-document.ts';

const AUTHOR = 'author { username displayName online }';

/** Queries a little below the bounds of what an operation may cost. */
const DEAREST: readonly string[] = [
  `{ rooms(first: 30) { edges { node { name messages(last: 6) { edges { node { text author { username }
    room { messages(last: 10) { edges { node { id } } } } } } } } } } }`,
  `{ rooms(first: 30) { edges { node { name memberCount messages(last: 30) { edges { node { id text ${AUTHOR} } } } } } } }`,
  '{ rooms(first: 20) { edges { node { members(first: 50) { edges { node { user { username online lastSeenAt } } } } } } } }',
  `{ rooms(first: 30) { edges { node { messages(last: 9) { edges { node { reactions { emoji users(first: 3) { username } }
    replyTo { text } ${AUTHOR} } } } } } } }`,
  `{ ${several(10, 'users(first: 100) { edges { node { username online lastSeenAt displayName } } }')} }`,
  `{ ${several(2, 'rooms(first: 100) { edges { node { name topic memberCount onlineCount membership { unreadCount } } } }')} }`,
  `{ searchMessages(text: "message", first: 100) { edges { node { text room { name memberCount } ${AUTHOR} } } } }`,
];

function several(size: number, field: string): string {
  return Array.from({ length: size }, (_, n) => `a${n}: ${field}`).join(' ');
}

/** Each of the sockets and connections asks for the next as soon as it has an answer, refusals or not. */
function inLoops(raid: Raid, sockets: readonly HostileSocket[], payload: (n: number) => Payload) {
  return [
    ...sockets.map((socket) => () => socket.ask(payload(raid.next()))),
    ...hands(4, () => raid.ask(payload(raid.next()))),
  ];
}

export const askForTheDearestPages: Attack = async (raid) =>
  inLoops(raid, await raid.sockets(6), (n) => ({ query: DEAREST[n % DEAREST.length] as string }));

/** Documents that nobody has sent before, as large as they may be. */
export const sendNewDocuments: Attack = async (raid) => {
  const blanks = ' '.repeat(240_000);
  const { spreads, declared } = longFragments('User', 'id');
  const sockets = await raid.sockets(4);
  return [
    ...hands(4, () => raid.ask({ query: `{ me { a${raid.next()}: id } }${blanks}` })),
    ...sockets.map(
      (socket) => () => socket.ask({ query: `{ me { ${spreads} ${longName(`a${raid.next()}`)}: id } } ${declared}` }),
    ),
  ];
};

/** What asks for nothing, as fast as many sockets take it: pings of both kinds, answers to pings, ends of what never was. */
export const chatterWithoutAsking: Attack = async (raid) => {
  const said = [{ type: 'ping' }, { type: 'pong', payload: {} }, { id: 'nothing', type: 'complete' }, { type: 'pong' }];
  const sockets = await raid.sockets(100);
  return sockets.map((socket) => async () => {
    for (let n = 0; n < 500; n += 1) {
      void socket.send(said[n % said.length] as object);
      socket.ping();
    }
    await socket.send({ type: 'ping' });
  });
};

/** Small frames, as fast as the sockets take them, whatever is answered. */
export const askWithoutWaiting: Attack = async (raid) => {
  const asked = ['{ me { id } }', '{ nobody }', '{ me {', 'subscription { inboxEvents { at } }'];
  const sockets = await raid.sockets(50);
  return sockets.map((socket) => async () => {
    for (let i = 0; i < 100; i += 1) {
      const n = raid.next();
      void socket.send({ id: `${n}`, type: 'subscribe', payload: { query: asked[n % asked.length] } });
    }
    await socket.send({ type: 'ping', payload: { junk: 'x'.repeat(900) } });
  });
};
