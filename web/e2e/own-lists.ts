import type { ApiUser } from './api.ts';

interface Page100<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A whole list of the API: `field` is how it is asked for, up to its page. */
export async function whole<Node>(user: ApiUser, field: string, node: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after = ''; ; ) {
    const query = `{ list: ${field.replace(')', ` first: 50${after})`)} { edges { node { ${node} } } pageInfo { hasNextPage endCursor } } }`;
    const { list } = await user.call<{ list: Page100<Node> }>(query);
    nodes.push(...list.edges.map((edge) => edge.node));
    if (!list.pageInfo.hasNextPage) return nodes;
    after = `, after: "${list.pageInfo.endCursor}"`;
  }
}

/** The rooms that somebody is a member of, with what is unread in them. */
export const ownRooms = (user: ApiUser) =>
  whole<{ membership: { mentionCount: number; unreadCount: number } }>(
    user,
    'rooms(joined: true)',
    'membership { mentionCount unreadCount }',
  );

/** What the marks of the navigation add up to, as the title has it. */
export async function counted(user: ApiUser): Promise<number> {
  const conversations = await whole<{ unreadCount: number }>(user, 'conversations()', 'unreadCount');
  const mentions = (await ownRooms(user)).reduce((sum, { membership }) => sum + membership.mentionCount, 0);
  return conversations.reduce((sum, { unreadCount }) => sum + unreadCount, mentions);
}
