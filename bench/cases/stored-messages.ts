import { postGraphql } from '../graphql-over-http.ts';

const NEWEST = 'query ($room: String!) { room(name: $room) { messages(last: 1) { edges { node { seq } } } } }';

interface Answer {
  room: { messages: { edges: { node: { seq: number } }[] } };
}

/** How many messages the rooms hold together; nothing but posts must ever have happened in them. */
export async function storedMessages(
  url: string,
  rooms: readonly { name: string; token: string | undefined }[],
): Promise<number> {
  let total = 0;
  for (const { name: room, token } of rooms) {
    const answer = await postGraphql<Answer>(url, token, { query: NEWEST, variables: { room } });
    total += answer.room.messages.edges[0]?.node.seq ?? 0;
  }
  return total;
}
