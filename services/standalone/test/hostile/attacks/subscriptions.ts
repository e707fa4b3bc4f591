import { randomBytes } from 'node:crypto';
import type { HostileSocket } from '../hostile-socket.ts';
import { type Attack, hands, type Raid } from '../raid.ts';
import { ROOM_WITH_BANS } from '../room-events.ts';
import { longFragments, longName } from './long-document.ts';

const SOCKETS = 190;
/** Of an operation's id. */
const LONGEST_ID = 128;
const JUNK = 'x'.repeat(60_000);
const QUIET = `subscription ($room: String!, $after: Cursor) {
  roomEvents(room: $room, after: $after) { __typename } }`;

/** One operation after the other on one socket after the other, by so many hands. */
function onSockets(sockets: readonly HostileSocket[], ask: (socket: HostileSocket, n: number) => Promise<void>) {
  let turn = 0;
  return hands(8, () => {
    turn += 1;
    return ask(sockets[turn % sockets.length] as HostileSocket, turn);
  });
}

const longId = (n: number) => `${n}`.padStart(LONGEST_ID, 'i');

/** Subscribes with the document of a moderator, to be shown what the moderator is shown. */
export const readOverAShoulder: Attack = async (raid) => {
  const sockets = await raid.sockets(20);
  return onSockets(sockets, (socket) => socket.ask({ query: ROOM_WITH_BANS, variables: { room: raid.room(0) } }));
};

/** Sends along with each subscription all that fits into a frame. */
export const subscribeWithJunk: Attack = async (raid) => {
  const sockets = await raid.sockets(SOCKETS);
  return onSockets(sockets, (socket, n) => {
    const variables = { room: raid.room(n), after: null, junk: `${n}${JUNK}` };
    return socket.ask({ query: QUIET, variables, extensions: { n } }, longId(n));
  });
};

/** Ids, documents and variables that are long, of one length, and different at their ends alone. */
export const subscribeWithKeysOfOneLength: Attack = async (raid) => {
  const sockets = await raid.sockets(SOCKETS);
  const { spreads, declared } = longFragments('RoomEvent', 'at');
  return onSockets(sockets, (socket, n) => {
    const last = longName(`z${String(n).padStart(8, '0')}`);
    const query = `subscription ($room: String!, $after: Cursor) {
      roomEvents(room: $room, after: $after) { ${spreads} ${last}: __typename } } ${declared}`;
    const cursor = n % 4 === 0 ? `${'c'.repeat(3_900)}${String(n).padStart(8, '0')}` : undefined;
    return socket.ask({ query, variables: { room: raid.room(n), after: cursor } }, longId(n));
  });
};

/** Of each event of the bystander's room everything that may be selected, under many texts on many sockets. */
export const selectEventsDearly: Attack = async (raid) => {
  const sockets = await raid.sockets(SOCKETS);
  const page = 'messages(last: 20) { edges { node { text author { username online } delivery reactions { emoji } } } }';
  const membership = 'membership { role unreadCount mentionCount }';
  return onSockets(sockets, (socket, n) => {
    const query = `subscription ($room: String!) { roomEvents(room: $room) { __typename ... on MessagePosted { message {
      a${n % 250}: author { username online } room { name memberCount ${membership} ${page} } } } } }`;
    return socket.ask({ query, variables: { room: raid.room(0) } });
  });
};

/** Private rooms of one's own, each with somebody online and all the time something new, in front of everybody's list. */
export const fillTheLobby: Attack = async (raid) => {
  const [desk, ...seats] = await raid.sockets(12);
  const suffix = randomBytes(4).toString('hex');
  const names = Array.from({ length: 100 }, (_, n) => `0-${suffix}-${n}`);
  await Promise.all(
    names.map(async (name, n) => {
      await desk?.ask({ query: CREATE, variables: { input: { name, visibility: 'PRIVATE' } } });
      await seats[n % 10]?.ask({ query: QUIET, variables: { room: name } });
    }),
  );
  const watch = 'subscription { roomListEvents { __typename ... on RoomListed { room { name topic } } } }';
  for (let n = 0; n < 90; n += 1) void seats[10]?.ask({ query: watch });
  return hands(4, () => desk?.ask(topic(raid, names)) ?? Promise.resolve());
};

const CREATE = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { room { id } } }';

function topic(raid: Raid, names: readonly string[]) {
  const n = raid.next();
  const input = { room: names[n % names.length], topic: `${n}` };
  return {
    query: 'mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { id } } }',
    variables: { input },
  };
}
