import type { GraphqlClient } from './graphql-client.ts';
import { graphqlClient } from './graphql-client.ts';
import { type Person, register } from './person.ts';

export const ROLES = ['nobody', 'stranger', 'member', 'banned', 'moderator', 'owner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** One caller for each role, and two more: an ordinary member who writes, and somebody who is nowhere. */
export interface Cast {
  callers: Record<Role, GraphqlClient>;
  people: Record<Exclude<Role, 'nobody'>, Person>;
  author: Person;
  outsider: Person;
}

/** A room in which everybody has their role, with a message by the author. */
export interface RoomScene {
  room: string;
  messageId: string;
}

/** Registers the cast on an empty server. */
export async function assembleCast(url: string): Promise<Cast> {
  const administrator = await register(url, 'administrator');
  const [stranger, member, banned, moderator, owner, author, outsider] = await Promise.all(
    (['stranger', 'member', 'banned', 'moderator', 'owner', 'author', 'outsider'] as const).map((name) =>
      register(url, name),
    ),
  );
  const people = { stranger, member, banned, moderator, owner, administrator } as Cast['people'];
  return {
    people,
    callers: { nobody: graphqlClient({ url }), ...people },
    author: author as Person,
    outsider: outsider as Person,
  };
}

let rooms = 0;

export async function setRoom({ people, author }: Cast, visibility: 'PUBLIC' | 'PRIVATE'): Promise<RoomScene> {
  rooms += 1;
  const room = `room-${rooms}`;
  const { owner, moderator, member, banned } = people;
  await call(owner, 'createRoom', 'CreateRoomInput', { name: room, visibility });
  for (const person of [moderator, member, banned, author]) {
    if (visibility === 'PRIVATE') {
      await call(owner, 'inviteToRoom', 'RoomUserInput', { room, username: person.username });
    }
    await call(person, 'joinRoom', 'RoomInput', { room });
  }
  await call(owner, 'setRoomRole', 'SetRoomRoleInput', { room, username: moderator.username, role: 'MODERATOR' });
  await call(owner, 'banFromRoom', 'RoomUserInput', { room, username: banned.username });
  const { postMessage } = await author.request<{ postMessage: { message: { id: string } } }>(
    'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }',
    { input: { room, text: 'first' } },
  );
  return { room, messageId: postMessage.message.id };
}

/** A mutation that answers with a room. */
export async function call(caller: GraphqlClient, verb: string, type: string, input: object): Promise<void> {
  await caller.request(`mutation ($input: ${type}!) { ${verb}(input: $input) { room { id } } }`, { input });
}
