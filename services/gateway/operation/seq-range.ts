import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { pageSize } from '../graphql/page-size.ts';

const DEFAULT_PAGE = 50;

export interface SeqPage {
  first?: number | undefined;
  after?: number | undefined;
  last?: number | undefined;
  before?: number | undefined;
}

/**
 * Which events of a stream are asked for: `first` behind the seq `after`, or `last` up to the seq `before`, the end where there is none. As seqs have no
 * gaps, both are a start and a size. Throws BAD_USER_INPUT naming the argument.
 */
export function seqRange(head: number, { first, after, last, before }: SeqPage): { after: number; first: number } {
  const isBackward = last !== undefined || before !== undefined;
  if (isBackward && (first !== undefined || after !== undefined)) {
    throw badInput('last', 'Ask either for `first` and `after` or for `last` and `before`.');
  }
  if (!isBackward) return { after: seq('after', after ?? 0), first: pageSize('first', first ?? DEFAULT_PAGE) };
  const end = Math.min(head, seq('before', before ?? head + 1) - 1);
  const size = Math.min(Math.max(0, end), pageSize('last', last ?? DEFAULT_PAGE));
  return { after: Math.max(0, end - size), first: size };
}

/** What seqs go over the wire as. */
const MAX_SEQ = 2 ** 32 - 1;

export function seq(field: string, asked: number): number {
  if (asked < 0 || asked > MAX_SEQ) throw badInput(field, 'A seq is a number from 0.');
  return asked;
}
