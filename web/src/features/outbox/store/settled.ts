import { localTexts } from '../../../shared/browser/local-texts.ts';

/** More than a page settles while its database does not answer. */
const MOST = 500;

const nameOf = (user: string) => `confab.settled.${user}`;

/** The keys of messages that were sent or dropped while the database that may hold them did not answer, so that no later page sends them again. */
export function settledKeys(user: string): readonly string[] {
  try {
    const keys: unknown = JSON.parse(localTexts.get(nameOf(user)) ?? '[]');
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

export function addSettled(user: string, key: string): void {
  localTexts.set(nameOf(user), JSON.stringify([...settledKeys(user), key].slice(-MOST)));
}

export function forgetSettled(user: string): void {
  localTexts.remove(nameOf(user));
}
