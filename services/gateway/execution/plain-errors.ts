import { GraphQLError } from 'graphql';

/** Characters of a message: graphql-js repeats what it refuses. */
const MAX_MESSAGE = 300;

/** Errors that may be kept: they say where in a text something is wrong, without the text and what it was parsed to. */
export function plainErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  return errors.map(({ message, locations, extensions }) =>
    Object.assign(new GraphQLError(shortened(message), { extensions }), { locations }),
  );
}

export function shortened(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}
