import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  parse,
  print,
} from 'graphql';

const HEAD = `# Everything that the subscriptions can tell: each event with each of its fields that is not deprecated. Copy what you need.
# Written by \`npm run schema -w services/gateway\`; a test compares it with the schema.
#
# An event of a type that is not named here arrives with the fields of its interface alone: see evolution.md for how to ignore it.
`;

/** What is selected of an object that an event holds. A type that is not named here gives its id. */
const PARTS: Readonly<Record<string, string>> = {
  User: 'id username displayName',
  Room: 'id name',
  Conversation: 'id peer { ...EventUser }',
  Message: 'id seq author { ...EventUser } text sentAt editedAt deletedAt',
};

/** Where a message lies, which the events of an inbox do not tell otherwise. */
const PLACE = 'room { ...EventRoom } conversation { ...EventConversation }';

/** The subscriptions of a schema as one GraphQL document, an operation for each, which selects every event that it can yield and every field of it. */
export function printEventDocuments(schema: GraphQLSchema): string {
  const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
  const operations = subscriptions.map((field) => operationOf(schema, field));
  const fragments = Object.entries(PARTS)
    .filter(([type]) => schema.getType(type))
    .map(([type, selection]) => `fragment Event${type} on ${type} { ${selection} }`);
  return `${HEAD}\n${print(parse([...operations, ...fragments].join('\n')))}\n`;
}

/** The fields of a type that clients are to use. */
export function currentFields(type: GraphQLObjectType | GraphQLInterfaceType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter(({ deprecationReason }) => deprecationReason === undefined);
}

function operationOf(schema: GraphQLSchema, { name, type, args }: GraphQLField<unknown, unknown>): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const variables = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const event = getNamedType(type);
  if (!isInterfaceType(event)) throw new Error(`${name} yields no interface`);
  return `subscription ${title}${variables && `(${variables})`} { ${name}${given && `(${given})`} { ${eventOf(schema, event)} } }`;
}

function eventOf(schema: GraphQLSchema, event: GraphQLInterfaceType): string {
  const common = currentFields(event);
  const shared = new Set(common.map(({ name }) => name));
  // By name: the order in which a schema has them is that in which modules are loaded.
  const byName = schema.getPossibleTypes(event).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const kinds = byName.map((kind) => {
    const own = currentFields(kind).filter(({ name }) => !shared.has(name));
    return own.length > 0 ? `... on ${kind.name} { ${own.map((field) => select(field, event)).join(' ')} }` : '';
  });
  return ['__typename', ...common.map((field) => select(field, event)), ...kinds].join(' ');
}

function select({ name, type }: GraphQLField<unknown, unknown>, event: GraphQLInterfaceType): string {
  const held = getNamedType(type);
  if (!isCompositeType(held)) return name;
  const place = event.name === 'InboxEvent' && held.name === 'Message' ? PLACE : '';
  if (held.name in PARTS) return `${name} { ...Event${held.name} ${place} }`;
  if (isAbstractType(held) && !isInterfaceType(held)) return `${name} { __typename }`;
  return `${name} { ${'id' in held.getFields() ? 'id' : '__typename'} }`;
}
