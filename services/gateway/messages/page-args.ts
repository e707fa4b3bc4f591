import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { pageSize } from '../graphql/page-size.ts';

export interface MessagePageArgs {
  first?: number | undefined;
  after?: string | undefined;
  last?: number | undefined;
  before?: string | undefined;
  around?: string | undefined;
}

/** A page as the messages service takes it. */
export interface MessagePage {
  limit: number;
  beforeSeq?: number;
  afterSeq?: number;
  aroundId?: string;
}

const DEFAULT_PAGE = 50;

/**
 * What the Relay arguments ask of a timeline: forwards from `after`, backwards from `before`, `first` messages with `around` in the middle, or the
 * newest page. Throws BAD_USER_INPUT.
 */
export function parsePageArgs({ around, ...args }: MessagePageArgs): MessagePage {
  if (around === undefined) return parseDirection(args);
  for (const field of ['after', 'last', 'before'] as const) {
    if (args[field] !== undefined) throw badInput(field, 'A page around a message has no other bounds.');
  }
  return { limit: pageSize('first', args.first ?? DEFAULT_PAGE), aroundId: around };
}

function parseDirection({ first, after, last, before }: Omit<MessagePageArgs, 'around'>) {
  const forwards = first !== undefined || after !== undefined;
  if (forwards && (last !== undefined || before !== undefined)) {
    throw badInput(last !== undefined ? 'last' : 'before', 'Page either forwards or backwards.');
  }
  if (forwards) {
    return {
      limit: pageSize('first', first ?? DEFAULT_PAGE),
      afterSeq: after === undefined ? 0 : seqOf('after', after),
    };
  }
  const limit = pageSize('last', last ?? DEFAULT_PAGE);
  return before === undefined ? { limit } : { limit, beforeSeq: seqOf('before', before) };
}

function seqOf(field: string, cursor: string): number {
  const seq = /^\d{1,10}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!(seq <= 0xffff_ffff)) throw badInput(field, 'This is no cursor of a message.');
  return seq;
}
