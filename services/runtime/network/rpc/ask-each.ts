import { AppError, type ErrorCode } from '../../kernel/errors/app-error.ts';
import type { RefusalMessage } from './answer-each.ts';

/** An answer as it comes out of a message. */
type Answered<Page> = {
  answer:
    | { case: 'page'; value: Page }
    | { case: 'refusal'; value: RefusalMessage }
    | { case: undefined; value?: undefined };
};

/** The other side of `answerEach`: asks until everything is answered. By key what was found, or the error of what was refused. */
export async function askEach<Key, Page>(
  keys: readonly Key[],
  ask: (keys: Key[]) => Promise<readonly Answered<Page>[]>,
): Promise<Map<Key, Page | AppError>> {
  const found = new Map<Key, Page | AppError>();
  for (let at = 0; at < keys.length; ) {
    const answers = await ask(keys.slice(at));
    if (answers.length === 0) throw new Error('a service answered nothing of what it was asked for');
    for (const { answer } of answers) {
      found.set(keys[at] as Key, answer.case === 'page' ? answer.value : errorOf(answer.value));
      at += 1;
    }
  }
  return found;
}

function errorOf(refusal: RefusalMessage | undefined): AppError {
  if (!refusal) return new AppError('INTERNAL', 'Something went wrong.');
  const { code, message, field } = refusal;
  return new AppError(code as ErrorCode, message, field === undefined ? {} : { field });
}
