import { WORKSPACE_PASSWORD } from '../../tooling/workspace/people.ts';

/** Everybody's. */
export const PASSWORD = WORKSPACE_PASSWORD;

/** Somebody who speaks to the API directly: what a test needs to be there, or to happen elsewhere, without a browser for it. */
export interface ApiUser {
  name: string;
  /** Runs an operation; throws what the server refuses with. */
  call<T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<T>;
  createRoom(name: string, input?: Record<string, unknown>): Promise<void>;
  join(room: string): Promise<void>;
  leave(room: string): Promise<void>;
  /** Resolves with the id of the message. */
  post(room: string, text: string, replyTo?: string): Promise<string>;
  write(to: string, text: string): Promise<void>;
  /** Marks everything in a room as read. */
  readAll(room: string): Promise<void>;
  /** Marks everything as read, in each of their rooms and conversations. */
  readEverything(): Promise<void>;
  edit(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
  react(id: string, emoji: string): Promise<void>;
  /** The texts in a room, the newest hundred. */
  messages(room: string): Promise<(string | null)[]>;
}

const GRANT = '{ accessToken }';

const PLACES = `{
  rooms(joined: true, first: 100) { edges { node { name } } }
  conversations(first: 100) { edges { node { peer { username } } } }
}`;
interface Places {
  rooms: { edges: { node: { name: string } }[] };
  conversations: { edges: { node: { peer: { username: string } } }[] };
}

/** With the address of an invitation where there is one. */
export async function registerOverApi(url: string, name: string, invitation?: string): Promise<ApiUser> {
  const register = `mutation ($input: RegisterInput!) { register(input: $input) ${GRANT} }`;
  const input = { username: name, password: PASSWORD, invitation: invitation?.split('/').at(-1) };
  const { register: grant } = await call<{ register: { accessToken: string } }>(url, register, { input });
  return apiUser(url, name, grant);
}

/** Somebody who has an account, as on another device of theirs. */
export async function signInOverApi(url: string, name: string, password = PASSWORD): Promise<ApiUser> {
  const login = `mutation ($input: LoginInput!) { login(input: $input) ${GRANT} }`;
  const input = { username: name, password };
  const { login: grant } = await call<{ login: { accessToken: string } }>(url, login, { input });
  return apiUser(url, name, grant);
}

/** The same, or somebody new where nobody has that name. */
export function somebodyOverApi(url: string, name: string): Promise<ApiUser> {
  return signInOverApi(url, name).catch(() => registerOverApi(url, name));
}

function apiUser(url: string, name: string, grant: { accessToken: string }): ApiUser {
  const ask: ApiUser['call'] = (query, variables) => call(url, query, variables, grant.accessToken);
  return {
    name,
    call: ask,
    async createRoom(room, more) {
      await ask(`mutation ($input: CreateRoomInput!) { createRoom(input: $input) { room { id } } }`, {
        input: { name: room, ...more },
      });
    },
    async join(room) {
      await ask(`mutation ($input: RoomInput!) { joinRoom(input: $input) { room { id } } }`, { input: { room } });
    },
    async leave(room) {
      await ask(`mutation ($input: RoomInput!) { leaveRoom(input: $input) { room { id } } }`, { input: { room } });
    },
    async post(room, text, replyTo) {
      const { postMessage } = await ask<{ postMessage: { message: { id: string } } }>(
        `mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }`,
        { input: { room, text, replyTo } },
      );
      return postMessage.message.id;
    },
    async messages(room) {
      const query = `query ($room: String!) { room(name: $room) { messages(last: 100) { edges { node { text } } } } }`;
      type Answer = { room: { messages: { edges: { node: { text: string | null } }[] } } };
      const answer = await ask<Answer>(query, { room });
      return answer.room.messages.edges.map(({ node }) => node.text);
    },
    async write(to, text) {
      await ask(`mutation ($input: SendDirectMessageInput!) { sendDirectMessage(input: $input) { message { id } } }`, {
        input: { to, text },
      });
    },
    async readAll(room) {
      await ask(`mutation ($input: MarkReadInput!) { markRead(input: $input) { lastReadSeq } }`, {
        input: { room, seq: 1_000_000 },
      });
    },
    async readEverything() {
      const { rooms, conversations } = await ask<Places>(PLACES);
      const inputs = [
        ...rooms.edges.map(({ node }) => ({ room: node.name })),
        ...conversations.edges.map(({ node }) => ({ conversation: node.peer.username })),
      ];
      const markRead = `mutation ($input: MarkReadInput!) { markRead(input: $input) { lastReadSeq } }`;
      await Promise.all(inputs.map((place) => ask(markRead, { input: { ...place, seq: 1_000_000 } })));
    },
    async edit(id, text) {
      await ask(`mutation ($input: EditMessageInput!) { editMessage(input: $input) { message { id } } }`, {
        input: { id, text },
      });
    },
    async remove(id) {
      await ask(`mutation ($input: MessageInput!) { deleteMessage(input: $input) { message { id } } }`, {
        input: { id },
      });
    },
    async react(id, emoji) {
      await ask(`mutation ($input: ReactionInput!) { addReaction(input: $input) { message { id } } }`, {
        input: { id, emoji },
      });
    },
  };
}

async function call<T>(url: string, query: string, variables: object = {}, token?: string): Promise<T> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

/** A room of the owner's with members who have read all of it. Resolves with the ids of what the owner says there. */
export async function fillRoom(
  owner: ApiUser,
  { name, members, texts }: { name: string; members: readonly ApiUser[]; texts: readonly string[] },
): Promise<string[]> {
  await owner.createRoom(name);
  for (const member of members) await member.join(name);
  const ids: string[] = [];
  for (const text of texts) ids.push(await owner.post(name, text));
  for (const member of members) await member.readAll(name);
  return ids;
}
