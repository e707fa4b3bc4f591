import { postGraphql } from './graphql-over-http.ts';

const PASSWORD = 'correct horse battery staple';

/** Users who are members of all the rooms, made through the public API; their access tokens. */
export async function prepareRooms(
  url: string,
  options: { users: number; rooms: readonly string[] },
): Promise<string[]> {
  const tokens: string[] = [];
  const names = Array.from({ length: options.users }, (_, i) => `user-${i}`);
  for (const username of names) {
    const { register } = await postGraphql<{ register: { accessToken: string } }>(url, undefined, {
      query: 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }',
      variables: { input: { username, password: PASSWORD } },
    });
    tokens.push(register.accessToken);
  }
  for (const room of options.rooms) {
    for (const [index, token] of tokens.entries()) {
      const verb = index === 0 ? 'createRoom' : 'joinRoom';
      const type = index === 0 ? 'CreateRoomInput' : 'RoomInput';
      await postGraphql(url, token, {
        query: `mutation ($input: ${type}!) { ${verb}(input: $input) { room { id } } }`,
        variables: { input: index === 0 ? { name: room } : { room } },
      });
    }
  }
  return tokens;
}
