import type { GraphqlClient } from './graphql-client.ts';

export const block = (client: GraphqlClient, username: string): Promise<unknown> =>
  decide(client, 'blockUser', username);
export const unblock = (client: GraphqlClient, username: string): Promise<unknown> =>
  decide(client, 'unblockUser', username);

function decide(client: GraphqlClient, verb: 'blockUser' | 'unblockUser', username: string): Promise<unknown> {
  return client.request(`mutation ($input: UserInput!) { ${verb}(input: $input) }`, { input: { username } });
}

/** Texts of a private conversation as one of its sides is shown them, oldest first; undefined where that side knows of none. */
export async function conversationTexts(client: GraphqlClient, peer: string): Promise<(string | null)[] | undefined> {
  const { conversation } = await client.request<{
    conversation: { messages: { edges: { node: { text: string | null } }[] } } | null;
  }>('query ($peer: String!) { conversation(with: $peer) { messages(last: 100) { edges { node { text } } } } }', {
    peer,
  });
  return conversation?.messages.edges.map(({ node }) => node.text);
}
