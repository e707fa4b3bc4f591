import { GraphQLError, type Token, TokenKind } from 'graphql';
import { MAX_NAME, MAX_STRING } from '../context/lengths.ts';

export interface TokenMeasure {
  count: number;
  /** Characters of all of them, each with a mark behind it. */
  length: number;
}

/** The tokens from one to another, without comments. */
export function* tokensBetween(first: Token, last: Token): Generator<Token, void> {
  for (let token: Token | null = first; token; token = token.next) {
    if (token.kind !== TokenKind.COMMENT) yield token;
    if (token === last) return;
  }
}

export function measureTokens(first: Token, last: Token): TokenMeasure {
  const measure = { count: 0, length: 0 };
  for (const { start, end } of tokensBetween(first, last)) {
    measure.count += 1;
    measure.length += end - start + 1;
  }
  return measure;
}

/** The error for a name or a string that is longer than any may be. */
export function refuseLong(first: Token, last: Token): GraphQLError | undefined {
  for (const token of tokensBetween(first, last)) {
    if (token.kind === TokenKind.NAME && token.end - token.start > MAX_NAME) {
      return new GraphQLError(`A name is at most ${MAX_NAME} characters long.`, {
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
    }
    const isText = token.kind === TokenKind.STRING || token.kind === TokenKind.BLOCK_STRING;
    if (isText && token.value.length > MAX_STRING) return tooLong(nameBefore(token));
  }
  return undefined;
}

/** A string that is longer than any may be, in a document or in variables. */
export function tooLong(field: string | undefined): GraphQLError {
  return new GraphQLError(`A string is at most ${MAX_STRING.toLocaleString('en')} characters long.`, {
    extensions: { code: 'BAD_USER_INPUT', ...(field === undefined ? {} : { field }) },
  });
}

/** Of the argument or field that has this value. */
function nameBefore({ prev }: Token): string | undefined {
  return prev?.kind === TokenKind.COLON && prev.prev?.kind === TokenKind.NAME ? prev.prev.value : undefined;
}
