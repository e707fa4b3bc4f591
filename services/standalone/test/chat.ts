import type { GraphqlClient } from './graphql-client.ts';

export interface PostedMessage {
  id: string;
  seq: number;
  text: string;
}

const MESSAGE = '{ message { id seq text } }';

/** Posts into a room. The key, where there is one, is what makes a repeat harmless. */
export async function post(
  client: GraphqlClient,
  input: { room: string; text: string; replyTo?: string; idempotencyKey?: string },
): Promise<PostedMessage> {
  const { postMessage } = await client.request<{ postMessage: { message: PostedMessage } }>(
    `mutation ($input: PostMessageInput!) { postMessage(input: $input) ${MESSAGE} }`,
    { input },
  );
  return postMessage.message;
}

export async function whisper(
  client: GraphqlClient,
  input: { to: string; text: string; idempotencyKey?: string },
): Promise<PostedMessage> {
  const { sendDirectMessage } = await client.request<{ sendDirectMessage: { message: PostedMessage } }>(
    `mutation ($input: SendDirectMessageInput!) { sendDirectMessage(input: $input) ${MESSAGE} }`,
    { input },
  );
  return sendDirectMessage.message;
}

export async function deleteMessage(client: GraphqlClient, id: string): Promise<void> {
  await client.request('mutation ($input: MessageInput!) { deleteMessage(input: $input) { message { id } } }', {
    input: { id },
  });
}

export async function createRoom(client: GraphqlClient, name: string): Promise<void> {
  await client.request('mutation ($input: CreateRoomInput!) { createRoom(input: $input) { room { id } } }', {
    input: { name },
  });
}

export async function joinRoom(client: GraphqlClient, room: string): Promise<void> {
  await client.request('mutation ($input: RoomInput!) { joinRoom(input: $input) { room { id } } }', {
    input: { room },
  });
}

/** All messages of a room, oldest first. */
export async function history(client: GraphqlClient, room: string): Promise<PostedMessage[]> {
  const messages: PostedMessage[] = [];
  for (let after: string | null = null; ; ) {
    const data: { room: { messages: { edges: { node: PostedMessage }[]; pageInfo: PageInfo } } } = await client.request(
      `query ($room: String!, $after: String) { room(name: $room) { messages(first: 100, after: $after) {
        edges { node { id seq text } } pageInfo { hasNextPage endCursor } } } }`,
      { room, after },
    );
    const { edges, pageInfo } = data.room.messages;
    messages.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return messages;
    after = pageInfo.endCursor;
  }
}

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}
