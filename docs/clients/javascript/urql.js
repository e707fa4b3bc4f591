// npm install && node urql.js                  CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { connect } from './connection.js';
import { follow } from './follow.js';

const { CONFAB_URL: url = 'http://localhost:4000/graphql', CONFAB_ROOM: room = 'tea' } = process.env;
const { CONFAB_USER: username = 'ann', CONFAB_PASSWORD: password = 'correct horse battery' } = process.env;

/** Hands subscriptions to `follow`, which goes on behind the last event. */
export const followExchange = (client) =>
  subscriptionExchange({
    forwardSubscription: ({ query, variables }) => ({
      subscribe(sink) {
        const leaving = new AbortController();
        async function run() {
          for await (const event of follow({ client, query, variables, signal: leaving.signal }))
            sink.next({ data: { roomEvents: event } });
          sink.complete();
        }
        run().catch((error) => sink.error(error));
        return { unsubscribe: () => leaving.abort() };
      },
    }),
  });

const anonymous = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
const signIn = gql`
  mutation ($username: String!, $password: String!) {
    login(input: { username: $username, password: $password }) { refreshToken }
  }
`;
const { data, error: refusal } = await anonymous.mutation(signIn, { username, password });
if (refusal) throw refusal;

const { client, accessToken } = connect({ url, refreshToken: data.login.refreshToken });
const urql = new Client({
  url,
  preferGetMethod: false,
  exchanges: [followExchange(client), fetchExchange],
  // fetch is the one place of urql that may wait for a token.
  fetch: async (to, init) => fetch(to, { ...init, headers: { ...init.headers, authorization: `Bearer ${await accessToken()}` } }),
});
const post = gql`
  mutation ($input: PostMessageInput!) {
    postMessage(input: $input) { message { id } }
  }
`;
await urql.mutation(post, { input: { room, text: 'hello', idempotencyKey: crypto.randomUUID() } });

const roomEvents = gql`
  subscription ($room: String!, $after: Cursor) {
    roomEvents(room: $room, after: $after) {
      __typename
      cursor
      ... on RoomOpened { messages { seq text } }
      ... on MessagePosted { message { seq text } }
    }
  }
`;
urql.subscription(roomEvents, { room }).subscribe(({ data, error }) => {
  if (error) console.error('refused:', error.networkError?.code ?? error.message);
  const { message, messages } = data?.roomEvents ?? {};
  for (const { seq, text } of messages ?? (message ? [message] : [])) console.log(seq, text);
});
