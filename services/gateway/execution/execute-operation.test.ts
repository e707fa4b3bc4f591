import { AppError } from '@confab/runtime/kernel/errors/app-error';
import {
  buildSchema,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  parse,
} from 'graphql';
import { createExecutors, type Execution } from './execute-operation.ts';

const schema = buildSchema(`
  interface Event { at: Int! }
  type Posted implements Event { at: Int! text(shout: Boolean): String author: User! }
  type Gone implements Event { at: Int! }
  type User { name: String! secret: String }
  input Post { room: String! text: String! tags: [String!] = ["none"] }
  type Query { event(kind: String): Event events: [Event!] post(input: Post!): String user: User }
`);
const event = schema.getType('Event') as GraphQLInterfaceType;
event.resolveType = (value: { type: string }) => value.type;

const POSTED = { type: 'Posted', at: 1 };
const GONE = { type: 'Gone', at: 2 };
const RESOLVERS: Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>> = {
  Posted: {
    text: (_root, { shout }) => (shout ? 'HI' : 'hi'),
    author: async () => ({ name: 'ann' }),
  },
  User: {
    secret() {
      throw new AppError('FORBIDDEN', 'Not for you.');
    },
  },
  Query: {
    event: (_root, { kind }) => (kind === 'Gone' ? GONE : POSTED),
    events: () => [POSTED, GONE],
    post: (_root, { input: { room, text, tags } }) => `${room}: ${text} ${tags}`,
    user: async () => ({ name: null }),
  },
};
for (const [type, fields] of Object.entries(RESOLVERS)) {
  const known = (schema.getType(type) as GraphQLObjectType).getFields();
  for (const [name, resolve] of Object.entries(fields)) (known[name] as { resolve: typeof resolve }).resolve = resolve;
}

/** What a client would get, apart from the places in its own text. */
const shown = ({ data, errors }: ExecutionResult) => ({
  data,
  errors: errors?.map(({ message, path, originalError, extensions }: GraphQLError) => ({
    ...{ message, path, extensions },
    code: originalError instanceof AppError ? originalError.code : undefined,
  })),
});

describe('an operation that is executed often', () => {
  it.each<[string, string, Execution['variables']]>([
    ['a selection', '{ event { __typename at ... on Posted { text author { name } } } }', undefined],
    ['a list of several types', '{ events { __typename at ... on Posted { text(shout: true) } } }', undefined],
    ['variables and defaults', 'query ($input: Post!) { post(input: $input) }', { input: { room: 'tea', text: 'hi' } }],
    ['an argument of its own', 'query ($kind: String) { event(kind: $kind) { at } }', { kind: 'Gone' }],
    ['a refusal in a field', '{ event { ... on Posted { author { name secret } } } }', undefined],
    ['nothing where something must be', '{ user { name } }', undefined],
    ['variables that are refused', 'query ($input: Post!) { post(input: $input) }', { input: { room: 'tea' } }],
    ['variables that are missing', 'query ($input: Post!) { post(input: $input) }', undefined],
    [
      'what is left out',
      'query ($no: Boolean = false) { event { at ... @include(if: $no) { __typename } } }',
      undefined,
    ],
  ])('has the same result as when it is not: %s', async (_what, query, variables) => {
    const operation = { schema, document: parse(query), name: undefined };
    const seldom = createExecutors(Number.POSITIVE_INFINITY)(operation);
    const often = createExecutors(1)(operation);
    const execution = { variables, contextValue: {} };
    expect(shown(await often.execute(execution))).toEqual(shown(await seldom.execute(execution)));
  });

  it('answers at once where nothing waits', () => {
    const { execute } = createExecutors(1)({
      schema,
      document: parse('{ event(kind: "Gone") { at } }'),
      name: undefined,
    });
    expect(execute({ variables: undefined, contextValue: {} })).toMatchObject({
      data: { event: { at: 2 } },
    });
  });

  it('is compiled once it was executed so often, whoever executed it', () => {
    const operation = createExecutors(3)({ schema, document: parse('{ event { at } }'), name: undefined });
    expect(operation.compiled()).toBeUndefined();
    operation.execute({ variables: undefined, contextValue: {} });
    expect(operation.compiled()).toBeDefined();
    expect(operation.compiled()).toBe(operation.compiled());
  });
});
