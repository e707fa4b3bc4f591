import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  getNamedType,
  isEnumType,
  parse,
} from 'graphql';
import { createExecutors } from '../execution/execute-operation.ts';
import { gatewaySchema } from '../schema/build.ts';
import {
  fieldsWithArguments,
  isOptional,
  literalsWith,
  nameOf,
  optionalPlaces,
  type Place,
  type Sample,
  saysToClear,
  takesEmpty,
  valuesWith,
} from '../test/optional-places.ts';
import { treatEmptyAsAbsent } from './absent.ts';

type Fields = Record<string, { type: typeof GraphQLBoolean; args: Record<string, object> }>;

/** A schema whose fields note what their resolvers are handed. */
function recording(fields: object) {
  const handed: unknown[] = [];
  const resolve = (_: unknown, args: unknown) => handed.push(args) > 0;
  const known = Object.entries(fields as Fields).map(([name, field]) => [name, { ...field, resolve }]);
  const query = new GraphQLObjectType({ name: 'Query', fields: Object.fromEntries(known) });
  const schema = new GraphQLSchema({ query });
  treatEmptyAsAbsent(schema);
  return { schema, lastHanded: () => structuredClone(handed.at(-1)), handed };
}

/** Every field of the gateway that takes arguments. */
const all = fieldsWithArguments(gatewaySchema());
const gateway = recording(
  Object.fromEntries(
    all.map(([type, { name, args }]) => [
      `${type.name}_${name}`,
      { type: GraphQLBoolean, args: Object.fromEntries(args.map((arg) => [arg.name, arg])) },
    ]),
  ),
);
const cases = all
  .flatMap(([type, field]) => optionalPlaces(type, field))
  .map((place) => [nameOf(place), place] as const);
const clears = ({ path }: Place) => path.at(-1)?.extensions['emptyClears'] === true;

const sample: Sample = (position) => {
  if (isOptional(position)) return undefined;
  const type = getNamedType(position.type);
  if (isEnumType(type)) return type.getValues()[0]?.value;
  return { Int: 1, Float: 1, Boolean: true, DateTime: 0 }[type.name] ?? 'x';
};

const WAYS = ['literal', 'variable', 'variable in a literal'].flatMap((way) =>
  [false, true].map((compiled) => ({ way, compiled })),
);

/** What the resolver of a place's field is handed where the value is sent in one of these ways. */
async function handedOf(place: Place, value: null | '' | undefined, { way, compiled }: (typeof WAYS)[number]) {
  const { type, field, path } = place;
  const values = way === 'literal' ? {} : way === 'variable' ? valuesWith(place, value, sample) : { leaf: value };
  const declared =
    way === 'variable' ? field.args.map(({ name, type: of }) => `$${name}: ${of}`) : [`$leaf: ${path.at(-1)?.type}`];
  const given =
    way === 'variable'
      ? field.args.map(({ name }) => `${name}: $${name}`).join()
      : literalsWith(place, way === 'literal' ? JSON.stringify(value) : '$leaf', sample);
  const text = `query ${way === 'literal' ? '' : `(${declared})`} { ${type.name}_${field.name}${given && `(${given})`} }`;
  const executable = { schema: gateway.schema, document: parse(text), name: undefined };
  const { execute } = createExecutors(compiled ? 1 : Number.POSITIVE_INFINITY)(executable);
  const variables = Object.fromEntries(Object.entries(values).filter(([, each]) => each !== undefined));
  expect(await execute({ variables, contextValue: {} })).toEqual({ data: { [`${type.name}_${field.name}`]: true } });
  return gateway.lastHanded();
}

describe('what a client sends without saying anything', () => {
  it('is looked for in every argument and in every field of an input', () => {
    const some = ['Mutation.updateRoom.input.topic', 'Room.messages.after', 'Subscription.roomEvents.after'];
    expect(cases.map(([name]) => name)).toEqual(expect.arrayContaining(some));
  });

  it.each(cases)('null is as good as absent: %s', async (_, place) => {
    for (const way of WAYS) {
      expect([way, await handedOf(place, null, way)]).toEqual([way, await handedOf(place, undefined, way)]);
    }
  });

  it.each(cases.filter(([, place]) => takesEmpty(place) && !clears(place)))(
    'an empty string is as good as absent: %s',
    async (_, place) => {
      for (const way of WAYS) {
        expect([way, await handedOf(place, '', way)]).toEqual([way, await handedOf(place, undefined, way)]);
      }
    },
  );

  it.each(cases.filter(([, place]) => clears(place)))('an empty string clears: %s', async (_, place) => {
    for (const way of WAYS) expect(await handedOf(place, '', way)).toEqual(valuesWith(place, '', sample));
  });

  it('clears where the description says so, and nowhere else', () => {
    const names = (places: typeof cases) => places.map(([name]) => name);
    expect(names(cases.filter(([, place]) => saysToClear(place)))).toEqual(
      names(cases.filter(([, place]) => clears(place))),
    );
  });
});

describe('treatEmptyAsAbsent', () => {
  const Filter: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: 'Filter',
    fields: () => ({
      key: { type: new GraphQLNonNull(GraphQLString) },
      id: { type: GraphQLID },
      words: { type: new GraphQLList(GraphQLString) },
      size: { type: new GraphQLNonNull(GraphQLString), defaultValue: 'M' },
      any: { type: new GraphQLList(Filter) },
      not: { type: Filter },
    }),
  });
  const { schema, handed } = recording({ find: { type: GraphQLBoolean, args: { filter: { type: Filter } } } });
  const find = (args: object) => {
    schema
      .getQueryType()
      ?.getFields()
      ['find']?.resolve?.({}, args, {}, {} as never);
    return handed.at(-1);
  };

  it('looks into inputs within inputs, lists of them and those of their own type', () => {
    const empty = { key: '', id: '', words: ['', null], size: '', not: null };
    const absent = { key: '', words: ['', null], size: 'M' };
    expect(find({ filter: { ...empty, any: [empty, null, { ...empty, not: empty }] } })).toEqual({
      filter: { ...absent, any: [absent, null, { ...absent, not: absent }] },
    });
  });

  it('hands arguments on as they are where nothing in them is empty', () => {
    const args = { filter: { key: 'a', any: [{ key: 'b', not: { key: 'c' } }], words: [] } };
    expect(find(args)).toBe(args);
  });
});
