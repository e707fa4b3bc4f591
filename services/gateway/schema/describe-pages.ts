import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';

type Descriptions = Readonly<Record<string, string>>;

/** Arguments of a list that is read in one direction. */
const ONE_WAY: Descriptions = {
  first: 'How many at most, 1–100.',
  after: 'Cursor of an edge, or `endCursor`: the page begins behind it. Absent: the page begins where the list does.',
};
/** Arguments of a timeline, which is read from either end or from the middle. */
const BOTH_WAYS: Descriptions = {
  first: 'How many at most, 1–100: those behind `after`, or those around `around`; 50 where it is absent.',
  after: 'Cursor of an edge, or `endCursor`: the page begins behind it.',
  last: 'How many at most, 1–100: those before `before`, or the newest; 50 where it is absent.',
  before: 'Cursor of an edge, or `startCursor`: the page ends before it.',
};
const CONNECTION: Descriptions = {
  edges: 'One for each item of the page, in the order of the list.',
  pageInfo: 'Whether there is more before and behind the page, and the cursors to go on with.',
};
const EDGE: Descriptions = { node: 'The item at this place of the list.' };

/**
 * Describes what means the same wherever it is: the arguments and the parts of pages, as Relay has them, and the one argument of most mutations, which is
 * described as its type. What has a description of its own keeps it.
 */
export function describePages(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const parts = partsOf(type);
    for (const field of Object.values(type.getFields())) {
      field.description ??= parts[field.name];
      const isPage = getNamedType(field.type).name.endsWith('Connection');
      const page = field.args.some(({ name }) => name === 'last') ? BOTH_WAYS : ONE_WAY;
      for (const arg of field.args) arg.description ??= descriptionOf(arg) ?? (isPage ? page[arg.name] : undefined);
    }
  }
}

function partsOf({ name }: GraphQLNamedType): Descriptions {
  if (name.endsWith('Connection')) return CONNECTION;
  return name.endsWith('Edge') ? EDGE : {};
}

function descriptionOf({ name, type }: GraphQLArgument): string | null | undefined {
  const named = getNamedType(type);
  return name === 'input' && isInputObjectType(named) ? named.description : undefined;
}
