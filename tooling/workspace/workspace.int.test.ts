import { rm } from 'node:fs/promises';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { type Product, startProduct } from '../product.ts';
import { PEOPLE, VIEWER, WORKSPACE_PASSWORD } from './people.ts';
import { copyWorkspace } from './workspace.ts';

const DAY_MS = 24 * 3_600_000;
const LOOK = `{
  users(first: 100) { edges { node { username displayName lastSeenAt } } }
  rooms(first: 100) { edges { node { name visibility posting membership { unreadCount mentionCount lastReadSeq } } } }
  engineering: room(name: "engineering") { messages(first: 1) { edges { node { sentAt } } } }
  general: room(name: "general") { messages(last: 100) { edges { node {
    sentAt editedAt deletedAt replyTo { id } reactions { emoji count } } } } }
  conversations(first: 50) { edges { node { unreadCount } } }
}`;

interface Page<Node> {
  edges: { node: Node }[];
}

interface Look {
  users: Page<{ username: string; displayName: string; lastSeenAt: string | null }>;
  rooms: Page<{
    name: string;
    visibility: string;
    posting: string;
    membership: { unreadCount: number; mentionCount: number; lastReadSeq: number } | null;
  }>;
  engineering: { messages: Page<{ sentAt: string }> };
  general: {
    messages: Page<{
      sentAt: string;
      editedAt: string | null;
      deletedAt: string | null;
      replyTo: object | null;
      reactions: object[];
    }>;
  };
  conversations: Page<{ unreadCount: number }>;
}

describe('a furnished workspace', () => {
  const folder = createTempFolder();
  let product: Product;
  let look: Look;

  beforeAll(async () => {
    const dataDir = `${folder.path}/workspace`;
    await copyWorkspace(dataDir);
    product = await startProduct({ dataDir });
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
    const input = { username: VIEWER, password: WORKSPACE_PASSWORD };
    const { login: auth } = await ask<{ login: { accessToken: string } }>(login, '', { input });
    look = await ask<Look>(LOOK, auth.accessToken);
  }, 120_000);
  afterAll(async () => {
    await product?.kill();
    await rm(folder.path, { recursive: true, force: true });
  });

  const nodes = <Node>({ edges }: Page<Node>) => edges.map(({ node }) => node);
  const own = () => nodes(look.rooms).filter(({ membership }) => membership);

  it('has forty people with names in several scripts, some of whom were seen days ago', () => {
    const people = nodes(look.users);
    expect(people).toHaveLength(PEOPLE.length);
    expect(
      people.filter(({ displayName }) => /[^\p{Script=Latin}\p{Script=Common}]/u.test(displayName)).length,
    ).toBeGreaterThan(8);
    const seen = people.flatMap(({ lastSeenAt }) => (lastSeenAt ? [Date.parse(lastSeenAt)] : []));
    expect(seen.filter((at) => at < Date.now() - DAY_MS).length).toBeGreaterThan(5);
  });

  it('has public, private and announcement rooms, with more in the navigation than a window holds', () => {
    expect(own().length).toBeGreaterThan(24);
    expect(own().some(({ visibility }) => visibility === 'PRIVATE')).toBe(true);
    expect(own().some(({ posting }) => posting === 'MODERATORS')).toBe(true);
    expect(nodes(look.rooms).length).toBeGreaterThan(own().length);
  });

  it('has news: a room with 120 unread messages, one that was never read, mentions, unread conversations', () => {
    expect(own().find(({ name }) => name === 'engineering')?.membership?.unreadCount).toBe(120);
    expect(own().find(({ name }) => name === 'support')?.membership).toMatchObject({
      unreadCount: 120,
      lastReadSeq: 0,
    });
    expect(own().filter(({ membership }) => (membership?.mentionCount ?? 0) > 0).length).toBeGreaterThan(3);
    expect(nodes(look.conversations).filter(({ unreadCount }) => unreadCount > 0).length).toBeGreaterThan(0);
  });

  it('has a past: last week, yesterday and today, with answers, reactions, edits and deletions', () => {
    const [first] = nodes(look.engineering.messages);
    expect(Date.parse(first?.sentAt ?? '')).toBeLessThan(Date.now() - 7 * DAY_MS);
    const messages = nodes(look.general.messages);
    expect(messages.every(({ sentAt }) => Date.parse(sentAt) <= Date.now())).toBe(true);
    expect(Date.parse(messages.at(-1)?.sentAt ?? '')).toBeGreaterThan(Date.now() - DAY_MS);
    for (const happened of [
      messages.some(({ replyTo }) => replyTo),
      messages.some(({ reactions }) => reactions.length > 0),
      messages.some(({ editedAt }) => editedAt),
      messages.some(({ deletedAt }) => deletedAt),
    ]) {
      expect(happened).toBe(true);
    }
  });

  async function ask<Data>(query: string, token: string, variables: object = {}): Promise<Data> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${product.url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }
});
