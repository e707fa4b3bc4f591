import { type Product, startProduct } from '../../tooling/product.ts';
import { makeWorld } from '../data/make-world.ts';
import { postGraphql } from '../graphql-over-http.ts';

/** The room that is looked at. */
export const ROOM = 'big';
const AUTHORS = 5;
const PASSWORD = 'correct horse battery staple';

/** The started product with a room full of messages, and somebody who may sign in and read it. */
export interface BigRoom {
  product: Product;
  viewer: { username: string; password: string };
  /** Posts so many messages a second from now on. Returns how to stop; that resolves once all of them are acknowledged. */
  post(perSecond: number): () => Promise<Posted>;
  close(): Promise<void>;
}

export interface Posted {
  posted: number;
  /** How the text of a message of the last request ends, and no other. */
  end: string;
}

export async function openBigRoom(messages: number): Promise<BigRoom> {
  const rooms = [{ name: ROOM, members: { from: 0, count: AUTHORS }, messages }];
  const world = await makeWorld({ users: AUTHORS, rooms });
  const product = await startProduct({ dataDir: world.dataDir });
  const viewer = { username: 'viewer', password: PASSWORD };
  const { register } = await postGraphql<{ register: { accessToken: string } }>(product.url, undefined, {
    query: 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }',
    variables: { input: viewer },
  });
  await postGraphql(product.url, register.accessToken, {
    query: 'mutation ($input: RoomInput!) { joinRoom(input: $input) { room { id } } }',
    variables: { input: { room: ROOM } },
  });
  const tokens = world.tokens(0, AUTHORS);
  return {
    product,
    viewer,
    post: (perSecond) => startPosting(product.url, tokens, perSecond),
    async close() {
      await product.stop();
      await world.remove();
    },
  };
}

/** Requests a second, each with several messages by one author: a process that made each its own would be busier than the server. */
const REQUESTS = 50;

/** What people write: mostly a plain line, now and then Markdown, a mention, a link, several lines. */
const TEXTS = [
  'sounds good to me',
  'I will look at it after lunch',
  'did **anybody** see the *latest* figures?',
  'the quick brown fox jumps over the lazy dog, and runs on until the line is so long that it has to wrap in most windows',
  'ask @user-1, or look at https://example.org/notes/2026',
  'two things:\n- the store\n- `npm run verify`',
];

function startPosting(url: string, tokens: readonly string[], perSecond: number): () => Promise<Posted> {
  const perRequest = Math.max(1, Math.round(perSecond / REQUESTS));
  const began = performance.now();
  let asked = 0;
  let posted = 0;
  let failed: unknown;
  const underWay = new Set<Promise<void>>();

  async function request(): Promise<void> {
    const token = tokens[asked % tokens.length];
    const inputs = Array.from({ length: perRequest }, (_, i) => ({ room: ROOM, text: textOf(asked * perRequest + i) }));
    asked += 1;
    const parameters = inputs.map((_, i) => `$i${i}: PostMessageInput!`).join(', ');
    const fields = inputs.map((_, i) => `m${i}: postMessage(input: $i${i}) { message { id } }`).join(' ');
    const variables = Object.fromEntries(inputs.map((input, i) => [`i${i}`, input]));
    await postGraphql(url, token, { query: `mutation (${parameters}) { ${fields} }`, variables });
    posted += perRequest;
  }

  const timer = setInterval(() => {
    // A timer that came late is made up for, so that the rate holds on average.
    while (asked * perRequest < ((performance.now() - began) / 1_000) * perSecond) {
      const sent: Promise<void> = request()
        .catch((error: unknown) => {
          failed = error;
        })
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
    }
  }, 1_000 / REQUESTS);

  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
    if (failed) throw failed;
    return { posted, end: endOf(posted - 1) };
  };
}

function textOf(index: number): string {
  return `${TEXTS[index % TEXTS.length]} ${endOf(index)}`;
}

function endOf(index: number): string {
  return `(${index})`;
}
