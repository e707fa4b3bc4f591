import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';

/** A way from a kind of event down to one value, by the names of the fields. */
export interface SelectedPath {
  event: string;
  fields: readonly string[];
}

/** They only hold what a list is made of. */
const FRAMES: ReadonlySet<string> = new Set(['edges', 'node', 'pageInfo']);

/** Every path that can be selected of the events of a subscription: at most so many objects deep, through each field once. Arguments are left at their defaults. */
export function pathsOf(schema: GraphQLSchema, subscription: string, depth: number): SelectedPath[] {
  return eventsOf(schema, subscription).flatMap((event) =>
    below(event, { depth, used: new Set() }).map((fields) => ({ event: event.name, fields })),
  );
}

/** Fragments that select all of these, to stand in the subscription. Fields of one name and different types get aliases. */
export function fragmentsOf(schema: GraphQLSchema, subscription: string, paths: readonly SelectedPath[]): string {
  const types = new Map<string, Set<string>>();
  for (const event of eventsOf(schema, subscription)) {
    for (const { name, type } of Object.values(event.getFields())) {
      types.set(name, (types.get(name) ?? new Set()).add(String(type)));
    }
  }
  const fragments = [...Map.groupBy(paths, ({ event }) => event)].map(([event, some]) => {
    const alias = (name: string) => ((types.get(name)?.size ?? 0) > 1 ? `${event}_${name}: ` : '');
    const selection = selectionOf(
      some.map(({ fields }) => fields),
      alias,
    );
    return `... on ${event} ${selection}`;
  });
  return fragments.join(' ');
}

function below(type: GraphQLObjectType, { depth, used }: { depth: number; used: ReadonlySet<string> }): string[][] {
  return Object.values(type.getFields()).flatMap((field) => {
    const held = getNamedType(field.type);
    if (!isObjectType(held)) return [[field.name]];
    const key = `${type.name}.${field.name}`;
    const left = FRAMES.has(field.name) ? depth : depth - 1;
    if (used.has(key) || left < 0) return [];
    return below(held, { depth: left, used: new Set([...used, key]) }).map((rest) => [field.name, ...rest]);
  });
}

function selectionOf(ways: readonly (readonly string[])[], alias: (name: string) => string): string {
  const byField = Map.groupBy(ways, ([name]) => name ?? '');
  const fields = [...byField].map(([name, some]) => {
    const rests = some.map((way) => way.slice(1)).filter(({ length }) => length > 0);
    return `${alias(name)}${name} ${rests.length > 0 ? selectionOf(rests, () => '') : ''}`;
  });
  return `{ ${fields.join(' ')} }`;
}

function eventsOf(schema: GraphQLSchema, subscription: string): readonly GraphQLObjectType[] {
  const field = schema.getSubscriptionType()?.getFields()[subscription];
  const event = field && getNamedType(field.type);
  return isAbstractType(event) ? schema.getPossibleTypes(event) : [];
}
