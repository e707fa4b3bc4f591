/** What every seeded user signs in with. Only for development: it is printed. */
export const SEED_PASSWORD = 'confab-dev-password';
/** The first one becomes the administrator. */
export const SEED_USERS = ['admin', 'ann', 'bob'] as const;
const SEED_ROOMS = [
  { name: 'lobby', topic: 'Say hello' },
  { name: 'music', topic: 'What are you listening to?' },
] as const;

/** Puts a few users, rooms and messages into an empty server, through the public API. Whatever is there already stays as it is. */
export async function seed(url: string): Promise<void> {
  const tokens: string[] = [];
  for (const username of SEED_USERS) tokens.push(await signIn(url, username));
  const [admin = '', ...others] = tokens;
  for (const input of SEED_ROOMS) {
    const created = await mutate(url, admin, 'createRoom(input: $input) { room { id } }', 'CreateRoomInput', input);
    if (created === undefined) continue;
    for (const token of others) {
      await mutate(url, token, 'joinRoom(input: $input) { room { id } }', 'RoomInput', { room: input.name });
      const text = `Hello from ${SEED_USERS[tokens.indexOf(token)]}`;
      await mutate(url, token, 'postMessage(input: $input) { message { id } }', 'PostMessageInput', {
        room: input.name,
        text,
      });
    }
  }
}

async function signIn(url: string, username: string): Promise<string> {
  const input = { username, password: SEED_PASSWORD };
  for (const [verb, type] of [
    ['register', 'RegisterInput'],
    ['login', 'LoginInput'],
  ] as const) {
    const payload = await mutate(url, undefined, `${verb}(input: $input) { accessToken }`, type, input);
    if (payload) return (payload as { accessToken: string }).accessToken;
  }
  throw new Error(`${username} exists with another password; remove the data folder to start afresh`);
}

/** The field's value; undefined where it was refused. */
async function mutate(
  url: string,
  token: string | undefined,
  field: string,
  type: string,
  input: object,
): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query: `mutation ($input: ${type}!) { ${field} }`, variables: { input } }),
  });
  const { data } = (await response.json()) as { data?: Record<string, unknown> | null };
  return Object.values(data ?? {})[0] ?? undefined;
}
