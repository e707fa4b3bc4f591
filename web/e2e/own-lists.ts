import type { ApiUser } from './api.ts';

interface ListPage<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A whole list of the API. The document has it as `list`, with the page behind `$after`. */
async function whole<Node>(user: ApiUser, document: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { list }: { list: ListPage<Node> } = await user.call(document, { after });
    nodes.push(...list.edges.map(({ node }) => node));
    if (!list.pageInfo.hasNextPage) return nodes;
    after = list.pageInfo.endCursor;
  }
}

const OWN_ROOMS = `query OwnRooms($after: String) { list: rooms(joined: true, first: 50, after: $after) {
  edges { node { membership { mentionCount unreadCount } } } pageInfo { hasNextPage endCursor } } }`;
const CONVERSATIONS = `query OwnConversations($after: String) { list: conversations(first: 50, after: $after) {
  edges { node { unreadCount } } pageInfo { hasNextPage endCursor } } }`;

/** The rooms that somebody is a member of, with what is unread in them. */
export const ownRooms = (user: ApiUser) =>
  whole<{ membership: { mentionCount: number; unreadCount: number } }>(user, OWN_ROOMS);

export const ownConversations = (user: ApiUser) => whole<{ unreadCount: number }>(user, CONVERSATIONS);

/** What the marks of the navigation add up to, as the title has it. */
export async function counted(user: ApiUser): Promise<number> {
  const conversations = await ownConversations(user);
  const mentions = (await ownRooms(user)).reduce((sum, { membership }) => sum + membership.mentionCount, 0);
  return conversations.reduce((sum, { unreadCount }) => sum + unreadCount, mentions);
}
