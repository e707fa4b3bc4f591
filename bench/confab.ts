import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Product, startProduct } from '../tooling/product.ts';

export interface ConfabBench {
  /** Starts the product on the same data again; the tokens stay good. */
  start(prefix: readonly string[]): Promise<Product>;
  readonly tokens: readonly string[];
  remove(): Promise<void>;
}

const PASSWORD = 'correct horse battery staple';
/** As many as the load generator's idle connections need from one address and of one user. */
const ENVIRONMENT = { CONFAB_SOCKETS_PER_USER: '5000', CONFAB_SOCKETS_PER_ADDRESS: '20000', CONFAB_DRAIN_MS: '200' };

/** A data folder with users who are members of the rooms, made through the public API. */
export async function prepareConfab(options: { users: number; rooms: readonly string[] }): Promise<ConfabBench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'confab-bench-'));
  const start = (prefix: readonly string[]) => startProduct({ dataDir, prefix, env: ENVIRONMENT });
  const product = await start([]);
  const tokens = await prepareRooms(product.url, options);
  await product.stop();
  return { start, tokens, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** Users who are members of all the rooms, made through the public API; their access tokens. */
export async function prepareRooms(
  url: string,
  options: { users: number; rooms: readonly string[] },
): Promise<string[]> {
  const tokens: string[] = [];
  const names = Array.from({ length: options.users }, (_, i) => `user-${i}`);
  for (const username of names) {
    const { register } = await request<{ register: { accessToken: string } }>(url, undefined, {
      query: 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }',
      variables: { input: { username, password: PASSWORD } },
    });
    tokens.push(register.accessToken);
  }
  for (const room of options.rooms) {
    for (const [index, token] of tokens.entries()) {
      const verb = index === 0 ? 'createRoom' : 'joinRoom';
      const type = index === 0 ? 'CreateRoomInput' : 'RoomInput';
      await request(url, token, {
        query: `mutation ($input: ${type}!) { ${verb}(input: $input) { room { id } } }`,
        variables: { input: index === 0 ? { name: room } : { room } },
      });
    }
  }
  return tokens;
}

async function request<Data>(url: string, token: string | undefined, body: object): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
