import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
} from 'graphql';

export type Position = GraphQLArgument | GraphQLInputField;
export type Values = Record<string, unknown>;

/** A value that a client may leave out: an argument of a field, or something inside of one, with the way to it. */
export interface Place {
  type: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  path: readonly Position[];
}

/** What else is sent: undefined leaves a position out. Inputs that are needed are made of their own positions. `owner` is an input, or `Type.field`. */
export type Sample = (position: Position, owner: string) => unknown;

/** Fields that take arguments, as `Type.field`. */
export function fieldsWithArguments(schema: GraphQLSchema): [type: GraphQLObjectType, field: Place['field']][] {
  return Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => [type, field] as [typeof type, typeof field]))
    .filter(([, { args }]) => args.length > 0);
}

/** Everything optional that a field can be sent; an input that holds itself is entered once. */
export function optionalPlaces(type: GraphQLObjectType, field: Place['field']): Place[] {
  const within = (positions: readonly Position[], above: readonly Position[]): Place[] =>
    positions.flatMap((position) => {
      const path = [...above, position];
      const input = above.includes(position) ? undefined : inputOf(position.type);
      const inside = input ? within(Object.values(input.getFields()), path) : [];
      return isOptional(position) ? [{ type, field, path }, ...inside] : inside;
    });
  return within(field.args, []);
}

export function nameOf({ type, field, path }: Place): string {
  return [type.name, field.name, ...path.map(({ name }) => name)].join('.');
}

export function isOptional({ type, defaultValue }: Position): boolean {
  return !isNonNullType(type) || defaultValue !== undefined;
}

/** Does the place take an empty string, which counts as absent unless its description says that `""` clears? */
export function takesEmpty({ path }: Place): boolean {
  return ['String', 'ID', 'Cursor'].includes(String(getNullableType(path.at(-1)?.type)));
}
export function saysToClear({ path }: Place): boolean {
  return path.at(-1)?.description?.includes('`""`') ?? false;
}

/** Arguments of the field with `value` at the place, left out where it is undefined. */
export function valuesWith({ type, field, path }: Place, value: unknown, sample: Sample): Values {
  const put = (positions: readonly Position[], owner: string, [next, ...rest]: readonly Position[]): Values => {
    const values = samplesOf(positions, owner, sample);
    if (!next) return values;
    const input = inputOf(next.type);
    values[next.name] = rest.length > 0 && input ? put(Object.values(input.getFields()), input.name, rest) : value;
    if (values[next.name] === undefined) delete values[next.name];
    return values;
  };
  return put(field.args, `${type.name}.${field.name}`, path);
}

/** The same as text of a document, where the place holds `text`. */
export function literalsWith({ type, field, path }: Place, text: string | undefined, sample: Sample): string {
  const put = (positions: readonly Position[], owner: string, [next, ...rest]: readonly Position[]): string[] => {
    const samples = samplesOf(positions, owner, sample);
    const others = positions.filter(({ name }) => name in samples && name !== next?.name);
    const written = others.map((each) => `${each.name}: ${print(astFromValue(samples[each.name], each.type)!)}`);
    const input = next && inputOf(next.type);
    if (next && rest.length > 0 && input) {
      return [...written, `${next.name}: { ${put(Object.values(input.getFields()), input.name, rest).join(', ')} }`];
    }
    return next && text !== undefined ? [...written, `${next.name}: ${text}`] : written;
  };
  return put(field.args, `${type.name}.${field.name}`, path).join(', ');
}

function samplesOf(positions: readonly Position[], owner: string, sample: Sample): Values {
  const values = positions.map((position) => {
    const input = isOptional(position) ? undefined : inputOf(position.type);
    const value = input ? samplesOf(Object.values(input.getFields()), input.name, sample) : sample(position, owner);
    return [position.name, value] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Undefined for a list: what is in one is not sent here. */
function inputOf(type: GraphQLInputType): GraphQLInputObjectType | undefined {
  const named = getNamedType(type);
  return isInputObjectType(named) && !isListType(getNullableType(type)) ? named : undefined;
}
