import { badInput } from '@confab/runtime/kernel/errors/app-error';

/** Of lists that people look at. */
export const LIST_PAGE = { absent: 50, most: 100 };

/**
 * How many of something one request may name or ask for; 0 stands for `absent`. BAD_USER_INPUT
 * naming the field beyond `most`.
 */
export function pageSize(field: string, asked: number, { absent, most }: { absent: number; most: number }): number {
  if (asked > most) throw badInput(field, `Ask for at most ${most}.`);
  return asked === 0 ? absent : asked;
}

/** The list itself; BAD_USER_INPUT naming the field where it is longer than `most`. */
export function atMost<T>(field: string, list: readonly T[], most: number): readonly T[] {
  pageSize(field, list.length, { absent: 0, most });
  return list;
}
