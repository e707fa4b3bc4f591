import { foldName, isSameName } from '@confab/text/names';
import { gradeOf } from '../../shared/search-words.ts';

/** A part of what is typed that can be completed: all between `from` and `to` gives way to the completion. */
export interface Completable {
  kind: 'command' | 'user' | 'room' | 'emoji';
  query: string;
  /** What stands before a name that is put there; nothing where the name is an argument of a command. */
  sign: string;
  from: number;
  to: number;
}

const NAME = '[\\p{L}\\p{M}\\p{N}_-]{0,64}';
const COMMAND = /^\/([a-z]*)$/i;
/** The first word behind these is a user, with or without a sign. */
const ARGUMENT = new RegExp(`^/(?:pm|invite|kick|ban)\\s+@?(${NAME})$`, 'iu');
const USER = new RegExp(`(?:^|[\\s(])@(${NAME})$`, 'u');
const ROOM = new RegExp(`(?:^|[\\s(])#(${NAME})$`, 'u');
/** Two letters at least: `:D` and a colon before a word are meant as they are. */
const EMOJI = /(?:^|[\s(]):([\p{L}\p{N}_+-]{2,40})$/u;

/** Finds what stands at the caret to be completed. */
export function completableAt(text: string, caret: number): Completable | null {
  const before = text.slice(0, caret);
  const found = (kind: Completable['kind'], query: string, sign: string): Completable => ({
    kind,
    query,
    sign,
    from: caret - query.length - sign.length,
    to: caret,
  });

  const command = COMMAND.exec(before);
  if (command) return found('command', command[1] ?? '', '/');
  const argument = ARGUMENT.exec(before)?.[1];
  if (argument !== undefined) {
    const typed = before.endsWith(`@${argument}`) ? '@' : '';
    return { ...found('user', argument, typed), sign: '' };
  }
  for (const [kind, sign, pattern] of [
    ['user', '@', USER],
    ['room', '#', ROOM],
    ['emoji', ':', EMOJI],
  ] as const) {
    const query = pattern.exec(before)?.[1];
    if (query !== undefined) return found(kind, query, sign);
  }
  return null;
}

/** Puts a completion in its place, with one space behind it. Returns the text and where the caret goes. */
export function complete(text: string, { from, to }: Completable, completion: string): { text: string; caret: number } {
  const head = `${text.slice(0, from)}${completion} `;
  const tail = text.slice(to);
  return { text: head + (tail.startsWith(' ') ? tail.slice(1) : tail), caret: head.length };
}

/** Somebody or something that can be meant: what is put into the text, and what people know it by. */
export interface Meant {
  name: string;
  label: string;
}

/**
 * Those whose names fit the query, the best first, otherwise in the order given; each once, at most `most`. Whoever is `last` stands behind all others,
 * however well they fit.
 */
export function matchNames<M extends Meant>(all: readonly M[], query: string, most: number, last?: string): M[] {
  const each = new Map(all.map((one) => [foldName(one.name), one])).values();
  const fitting = Array.from(each, (one) => ({ one, grade: gradeOf([one.name, one.label], query) }))
    .filter(({ grade }) => grade > 0)
    .toSorted((left, right) => right.grade - left.grade)
    .map(({ one }) => one);
  const own = fitting.filter(({ name }) => last !== undefined && isSameName(name, last));
  return [...fitting.filter((one) => !own.includes(one)).slice(0, most - own.length), ...own];
}
