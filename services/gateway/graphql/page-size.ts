import { badInput } from '@confab/runtime/kernel/errors/app-error';

/** Checks the size of a page: 1 to `max` (100 in the public API). Throws BAD_USER_INPUT naming the argument. */
export function pageSize(field: string, asked: number, max = 100): number {
  if (asked < 1 || asked > max) throw badInput(field, `Ask for 1 to ${max} at a time.`);
  return asked;
}
