import { count, type Tally } from './scene.ts';

/** How much of an answer is searched for its code. An internal error is looked for in all of it. */
const HEAD = 4_000;
const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Counts an answer of the API without parsing it: the attacker has to be faster than what it attacks. */
export function take(tally: Tally, secret: string, answer: Buffer): void {
  const [, code = 'none'] = /"code":"([A-Z_]+)"/.exec(answer.toString('latin1', 0, HEAD)) ?? [];
  count(tally.codes, answer.includes(INTERNAL) ? INTERNAL : code);
  if (answer.includes(secret)) tally.leaks += 1;
}
