import { randomUUID } from 'node:crypto';
import { type Attack, hands } from '../raid.ts';

const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { text } } }';
const WHISPER = 'mutation ($input: SendDirectMessageInput!) { sendDirectMessage(input: $input) { message { text } } }';
const TYPE = 'mutation ($input: SetTypingInput!) { setTyping(input: $input) }';
const INVITE = 'mutation ($input: RoomUserInput!) { inviteToRoom(input: $input) { room { id } } }';
const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { user { id } } }';

/** Each key for a message, and then for others: another text, another room. */
export const repeatKeys: Attack = async (raid) => {
  const sockets = await raid.sockets(4);
  const room = raid.room(2);
  const key = () => ({ idempotencyKey: randomUUID(), text: `key ${raid.next()}` });
  return sockets.map((socket) => async () => {
    const { idempotencyKey, text } = key();
    await socket.ask({ query: POST, variables: { input: { room, text, idempotencyKey } } });
    const others = [
      { room, text: `not ${text}` },
      { room: raid.room(3), text: `not ${text}` },
    ];
    await Promise.all(
      others.map((other) => socket.ask({ query: POST, variables: { input: { ...other, idempotencyKey } } })),
    );
  });
};

/** Types to somebody never met, writes, invites and mentions without end, and makes accounts beside it. */
export const pesterSomebody: Attack = async (raid) => {
  const [desk, ...sockets] = await raid.sockets(5);
  const { bystander } = raid.scene;
  const room = `pester-${randomUUID()}`;
  const create = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { room { id } } }';
  await desk?.ask({ query: create, variables: { input: { name: room } } });
  const typing = (n: number) => ({
    query: TYPE,
    variables: { input: { conversation: bystander, typing: n % 2 === 0 } },
  });
  const written = (n: number) => ({ query: WHISPER, variables: { input: { to: bystander, text: `pest ${n}` } } });
  const called = (n: number) => ({
    query: POST,
    variables: { input: { room: raid.room(0), text: `@${bystander} pest ${n}` } },
  });
  const invited = () => ({ query: INVITE, variables: { input: { room, username: bystander } } });
  const moves = [typing, written, called, invited];
  return [
    ...sockets.map((socket) => () => {
      const n = raid.next();
      return socket.ask((moves[n % moves.length] as (n: number) => { query: string })(n));
    }),
    ...hands(2, () => {
      const input = { username: `p-${randomUUID().slice(0, 20)}`, password: 'correct horse battery staple' };
      return raid.ask({ query: REGISTER, variables: { input } });
    }),
  ];
};
