import { GraphQLError, GraphQLScalarType } from 'graphql';

/** What is inside is checked where it is used, because that depends on the room or user it is for. */
export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  specifiedByURL: 'https://relay.dev/graphql/connections.htm#sec-Cursor',
  description: 'A position in one event stream. Opaque: compare for equality only, hand back as `after`.',
  serialize: (value) => String(value),
  parseValue(value) {
    if (typeof value !== 'string') throw new GraphQLError('A cursor is a string.');
    return value;
  },
});
