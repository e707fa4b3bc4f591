import { GraphQLError, GraphQLScalarType } from 'graphql';
import { toRfc3339 } from './rfc-3339.ts';

/** Milliseconds since 1970 inside, RFC 3339 in UTC outside. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  description: 'RFC 3339, UTC, milliseconds.',
  serialize: (value) => toRfc3339(value as number),
  parseValue(value) {
    const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(ms)) throw new GraphQLError('DateTime must be an RFC 3339 string.');
    return ms;
  },
});
