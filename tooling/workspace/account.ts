/** Somebody of the workspace, signed in. */
export interface Account {
  readonly username: string;
  readonly token: string;
  /** Runs a mutation on an input and returns its field. Throws what the server refuses with. */
  act<Result = unknown>(verb: string, type: string, input: object, selection?: string): Promise<Result>;
}

const ROOM = '{ room { id } }';

/** Inputs of the API that the furnishing uses, with what it selects of the answers. */
export const INPUTS = {
  createRoom: ['CreateRoomInput', ROOM],
  joinRoom: ['RoomInput', ROOM],
  inviteToRoom: ['RoomUserInput', ROOM],
  banFromRoom: ['RoomUserInput', ROOM],
  setRoomRole: ['SetRoomRoleInput', ROOM],
  postMessage: ['PostMessageInput', '{ message { id seq } }'],
  sendDirectMessage: ['SendDirectMessageInput', '{ message { id seq } }'],
  editMessage: ['EditMessageInput', '{ message { id } }'],
  deleteMessage: ['MessageInput', '{ message { id } }'],
  addReaction: ['ReactionInput', '{ message { id } }'],
  markRead: ['MarkReadInput', '{ lastReadSeq }'],
} as const;

export type Verb = keyof typeof INPUTS;

/** Registers somebody on the server at `url`. */
export async function register(
  url: string,
  input: { username: string; displayName?: string; password: string },
): Promise<Account> {
  const { accessToken } = await mutate<{ accessToken: string }>(url, '', {
    verb: 'register',
    type: 'RegisterInput',
    selection: '{ accessToken }',
    input,
  });
  return {
    username: input.username,
    token: accessToken,
    act: (verb, type, given, selection = '') => mutate(url, accessToken, { verb, type, selection, input: given }),
  };
}

/** One of the mutations of `INPUTS`. */
export function act<Result>(account: Account, verb: Verb, input: object): Promise<Result> {
  const [type, selection] = INPUTS[verb];
  return account.act<Result>(verb, type, input, selection);
}

async function mutate<Result>(
  url: string,
  token: string,
  { verb, type, selection, input }: { verb: string; type: string; selection: string; input: object },
): Promise<Result> {
  const query = `mutation ($input: ${type}!) { ${verb}(input: $input) ${selection} }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, Result>; errors?: { message: string }[] };
  if (errors || !data)
    throw new Error(`${verb} ${JSON.stringify(input)}: ${errors?.map(({ message }) => message).join('; ')}`);
  return data[verb] as Result;
}
