import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post, whisper } from './chat.ts';
import { type Person, register } from './person.ts';
import { call } from './room-scene.ts';
import { type Calls, countRpcCalls } from './rpc-calls.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../gateway/schema.graphql'), 'utf8'));

/** Lists that a query begins with, with as many items as are asked for. */
const LISTS: Record<string, string> = {
  Room: 'rooms(order: NAME, first: $n)',
  User: 'users(search: "user", first: $n)',
  Conversation: 'conversations(first: $n)',
  Message: 'allMessages(first: $n)',
  EventStream: 'eventStreams(prefix: "room-", first: $n)',
};
const ARGUMENTS: Record<string, string> = { seq: '1' };
const FEW = 2;
const MANY = 20;
/** Work that takes longer than its slice of a turn is done in parts, on a busy machine sooner. Far below what one call for each item comes to. */
const PARTS = 8;

function typeNamed(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object`);
  return type;
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const given = args.flatMap((argument) => {
    if (isRequiredArgument(argument)) return `${argument.name}: ${ARGUMENTS[argument.name]}`;
    return ['first', 'last'].includes(argument.name) &&
      argument.name === args.find(({ name }) => /first|last/.test(name))?.name
      ? `${argument.name}: 2`
      : [];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/** A field with everything that is below it, so many objects deep. */
function selected(field: GraphQLField<unknown, unknown>, levels: number): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return `${field.name}${argumentsOf(field)}`;
  const isWrapper = /(Connection|Edge|PageInfo)$/.test(type.name);
  const below = Object.values((type as GraphQLObjectType).getFields())
    .filter((inner) => isLeafType(getNamedType(inner.type)) || isWrapper || levels > 0)
    .map((inner) => selected(inner, isWrapper ? levels : levels - 1));
  return `${field.name}${argumentsOf(field)} { ${below.join(' ')} }`;
}

function grown(few: Calls, many: Calls): string[] {
  return [...many].filter(([method, times]) => times > (few.get(method) ?? 0) + PARTS).map(([method]) => method);
}

describe('what is asked of the services', () => {
  const calls = countRpcCalls();
  let app: App;
  let admin: Person;

  beforeAll(async () => {
    app = await startApp({
      // Counts calls of more than anybody may ask for at once.
      limits: { cost: Number.POSITIVE_INFINITY },
      watchRpc: calls.watchRpc,
    });
    admin = await register(app.url, 'admin');
    for (let n = 0; n < MANY; n += 1) {
      const user = await register(app.url, `user-${n}`);
      const room = `room-${n}`;
      await createRoom(admin, room);
      await joinRoom(user, room);
      const { id } = await post(admin, { room, text: `hello @user-${n}` });
      const input = { room, text: 'hello', replyTo: id };
      const posted = await user.request<{ postMessage: { message: { id: string } } }>(
        'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }',
        { input },
      );
      await user.request('mutation ($input: ReactionInput!) { addReaction(input: $input) { message { id } } }', {
        input: { id: posted.postMessage.message.id, emoji: '👍' },
      });
      await whisper(user, { to: 'admin', text: 'hello' });
    }
    for (let n = 0; n < MANY; n += 1) {
      const room = `room-${n}`;
      await call(admin, 'banFromRoom', 'RoomUserInput', { room, username: `user-${(n + 1) % MANY}` });
      await call(admin, 'inviteToRoom', 'RoomUserInput', { room, username: `user-${(n + 2) % MANY}` });
    }
  });
  afterAll(async () => {
    await admin.close();
    await app.close();
  });

  const fields = Object.keys(LISTS).flatMap((name) =>
    Object.values(typeNamed(name).getFields()).map((field) => ({ name, field: field.name })),
  );

  it.each(fields)('takes no more requests for many than for a few: $name, $field', async ({ name, field }) => {
    const definition = typeNamed(name).getFields()[field];
    if (!definition) throw new Error('no such field');
    const document = `query ($n: Int) { ${LISTS[name]} { edges { node { ${selected(definition, 1)} } } } }`;
    const ask = (n: number) => calls.during(() => admin.execute(document, { n }));
    await ask(MANY);
    const { errors } = await admin.execute(document, { n: FEW });
    expect(errors.filter(({ extensions }) => extensions?.code !== 'FORBIDDEN')).toEqual([]);
    expect(grown(await ask(FEW), await ask(MANY))).toEqual([]);
  });

  it('refuses one of many for itself, with the code that it has alone', async () => {
    const [owner] = await Promise.all([register(app.url, 'owner')]);
    await createRoom(owner, 'a-own-room');
    type Page = { rooms: { edges: { node: { name: string; bans: object | null } }[] } };
    const document = '{ rooms(order: NAME, first: 3) { edges { node { name bans(first: 5) { edges { cursor } } } } } }';
    const { data, errors } = await owner.execute<Page>(document);
    // A refused list that may not be null takes its room with it, as it does alone.
    expect(errors.map(({ extensions, path }) => [extensions?.code, path?.[2]])).toContainEqual(['FORBIDDEN', 1]);
    expect(errors.some(({ path }) => path?.[2] === 0)).toBe(false);
    expect(data).toBeNull();
  });
});
