import { GraphQLError } from 'graphql';

/** Characters of one answer: a page of a hundred messages of the longest has under a million. */
const MOST_CHARACTERS = 4_000_000;
/** What JSON needs beside a value: its name, quotes, a comma. */
const BESIDE = 10;
/** Operations that cost less have no answer of such a size. */
const DEAR = 1_000;

/** Whether the answer of an operation that costs so much would have more than 4 million characters. Looks no further than that. */
export function isTooLarge(data: unknown, cost: number): boolean {
  if (cost < DEAR) return false;
  const left: unknown[] = [data];
  let size = 0;
  while (left.length > 0 && size <= MOST_CHARACTERS) {
    const value = left.pop();
    size += BESIDE;
    if (typeof value === 'string') size += value.length;
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) left.push(part);
  }
  return size > MOST_CHARACTERS;
}

/** The refusal of such an answer. */
export function refuseLarge(data: unknown, cost: number): GraphQLError | undefined {
  if (!isTooLarge(data, cost)) return undefined;
  return new GraphQLError('The answer would have more than 4 million characters. Ask for smaller pages.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
