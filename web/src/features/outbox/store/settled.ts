import { keptList } from '../../../shared/browser/kept-list.ts';
import { localTexts } from '../../../shared/browser/local-texts.ts';

/** More than a page settles while its database does not answer. */
const MOST = 500;

const nameOf = (user: string) => `confab.settled.${user}`;

/** The keys of messages that were sent or dropped while the database that may hold them did not answer, so that no later page sends them again. */
export function settledKeys(user: string): readonly string[] {
  return keptList(localTexts.get(nameOf(user))).filter((key) => typeof key === 'string');
}

export function addSettled(user: string, key: string): void {
  localTexts.set(nameOf(user), JSON.stringify([...settledKeys(user), key].slice(-MOST)));
}

export function forgetSettled(user: string): void {
  localTexts.remove(nameOf(user));
}
