import {
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';

/** Types of ids, cursors, keys, names and texts: an empty string that is optional says nothing there. Enums and dates stay strict. */
const EMPTY_IS_ABSENT: ReadonlySet<string> = new Set(['String', 'ID', 'Cursor']);

type Values = Readonly<Record<string, unknown>>;
/** What a value stands for; undefined where it is as good as absent, the value itself where it stands for itself. */
type Reading = (value: unknown) => unknown;
type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** Declares that `""` takes the field's value away, so that it is no absent value. The field's description has to say it. */
export function EmptyClears(): PropertyDecorator & MethodDecorator {
  return Extensions({ emptyClears: true });
}

/**
 * Lets every resolver see null as an absent value, and an empty string too, for every optional argument and every optional field of an input, however deep. A
 * default takes effect as if nothing had been sent. Clients whose generated code sends all keys need nothing else than clients that leave them out.
 *
 * What has to be looked at is found out once for each field of the schema. Arguments in which nothing is empty are handed on as they are.
 */
export function treatEmptyAsAbsent(schema: GraphQLSchema): void {
  const inputs = new Map<GraphQLInputObjectType, Reading | undefined>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const read = readingOfAll(field.args, inputs);
      if (!read) continue;
      if (field.subscribe) field.subscribe = reading(read, field.subscribe);
      else if (field.resolve) field.resolve = reading(read, field.resolve);
    }
  }
}

function reading(read: Reading, resolve: Resolver): Resolver {
  return (root, args, context, info) => resolve(root, read(args) as Values, context, info);
}

/** Undefined where nothing of it can be absent. */
function readingOfAll(
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  inputs: Map<GraphQLInputObjectType, Reading | undefined>,
): Reading | undefined {
  const readings: [name: string, read: Reading][] = [];
  for (const field of fields) {
    const read = readingOf(field, inputs);
    if (read) readings.push([field.name, read]);
  }
  if (readings.length === 0) return undefined;
  return (given) => {
    const values = given as Values;
    let changed: Record<string, unknown> | undefined;
    for (const [name, read] of readings) {
      const value = values[name];
      if (value === undefined) continue;
      const stands = read(value);
      if (stands === value) continue;
      changed ??= { ...values };
      if (stands === undefined) delete changed[name];
      else changed[name] = stands;
    }
    return changed ?? values;
  };
}

function readingOf(
  { type, defaultValue, extensions }: GraphQLArgument | GraphQLInputField,
  inputs: Map<GraphQLInputObjectType, Reading | undefined>,
): Reading | undefined {
  const inside = readingInside(type, inputs);
  const optional = !isNonNullType(type) || defaultValue !== undefined;
  if (!optional) return inside;
  const nullable = getNullableType(type);
  const emptyToo = 'name' in nullable && EMPTY_IS_ABSENT.has(nullable.name) && !extensions['emptyClears'];
  return (value) => {
    if (value === null || (emptyToo && value === '')) return defaultValue;
    return inside ? inside(value) : value;
  };
}

function readingOfItems(list: readonly unknown[], item: Reading): readonly unknown[] {
  const stands = list.map((value) => (value === null ? value : item(value)));
  return stands.some((value, at) => value !== list[at]) ? stands : list;
}

/** What is inside of an input or of a list of them. */
function readingInside(
  type: GraphQLInputType,
  inputs: Map<GraphQLInputObjectType, Reading | undefined>,
): Reading | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = readingInside(nullable.ofType, inputs);
    return item && ((list) => readingOfItems(list as readonly unknown[], item));
  }
  if (!isInputObjectType(nullable)) return undefined;
  if (inputs.has(nullable)) return inputs.get(nullable);
  // An input may hold inputs of its own type: those are read as soon as its reading is known.
  inputs.set(nullable, (value) => inputs.get(nullable)?.(value) ?? value);
  const read = readingOfAll(Object.values(nullable.getFields()), inputs);
  inputs.set(nullable, read);
  return read;
}
