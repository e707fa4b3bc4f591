import { type ErrorCode, isAppError } from '../../kernel/errors/app-error.ts';
import { type InTurns, inTurns } from '../../kernel/turns/in-turns.ts';

/** Why one of many is refused, as the contracts have it. */
export interface RefusalMessage {
  code: string;
  message: string;
  field?: string;
}

/** What one of many that were asked for together comes to. */
export interface EachAnswer<Page> {
  answer: { case: 'page'; value: Page } | { case: 'refusal'; value: RefusalMessage };
}

export interface AnswerEach<Page> extends InTurns {
  /** Rough size of an answer in bytes. */
  weigh(page: Page): number;
}

/** Of one request together. A broker carries 1 MB at the most. */
const MAX_BYTES = 512 * 1024;
/** What is wrong with one of many and says nothing of the others. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT']);

/**
 * Answers, or refuses, each of many things that were asked for together, in their order, as if it were asked for alone. Ends early, after one answer at the
 * least, where the answers grow large: the caller asks for the rest again. Gives way to other users' work in between. Rejects where nothing can be answered.
 */
export async function answerEach<Key, Page>(
  keys: readonly Key[],
  { owner, atOnce, weigh }: AnswerEach<NoInfer<Page>>,
  answer: (key: Key) => Promise<Page>,
): Promise<EachAnswer<Page>[]> {
  const answers: EachAnswer<Page>[] = [];
  let bytes = 0;
  while (answers.length < keys.length && bytes < MAX_BYTES) {
    const next = keys.slice(answers.length, answers.length + atOnce);
    const found = await inTurns(next, { owner, atOnce }, (key) => oneOf(answer(key)));
    for (const { answer: one } of found) if (one.case === 'page') bytes += weigh(one.value);
    answers.push(...found);
  }
  return answers;
}

async function oneOf<Page>(answering: Promise<Page>): Promise<EachAnswer<Page>> {
  try {
    return { answer: { case: 'page', value: await answering } };
  } catch (error) {
    if (!isAppError(error) || !REFUSALS.has(error.code)) throw error;
    const { code, message, field } = error;
    return { answer: { case: 'refusal', value: { code, message, ...(field === undefined ? {} : { field }) } } };
  }
}
