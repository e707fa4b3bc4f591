import * as crowds from './attacks/crowds.ts';
import * as mistakes from './attacks/mistakes.ts';
import * as people from './attacks/people.ts';
import * as queries from './attacks/queries.ts';
import * as subscriptions from './attacks/subscriptions.ts';

/** All attacks by name. Each is the worst that one account is permitted, of one kind. */
export const ATTACKS = { ...subscriptions, ...queries, ...mistakes, ...people, ...crowds };

export type AttackName = keyof typeof ATTACKS;
