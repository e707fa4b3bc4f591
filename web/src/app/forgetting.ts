import { forgetDrafts } from '../features/composer/drafts.ts';
import { forgetOutbox } from '../features/outbox/store/indexed-db.ts';
import { forgetWrittenAhead } from '../features/outbox/written-ahead.ts';
import { localTexts } from '../shared/browser/local-texts.ts';
import { forgetKept } from '../shared/kept.ts';

/** Names what a browser did not remove when it was asked to. */
const LEFT = 'confab.toForget.';

const parts: Readonly<Record<string, (user: string) => Promise<void>>> = { outbox: forgetOutbox, kept: forgetKept };

async function forget(part: string, user: string): Promise<void> {
  const left = `${LEFT}${part}.${user}`;
  try {
    await parts[part]?.(user);
    localTexts.remove(left);
  } catch {
    localTexts.set(left, '1');
  }
}

/** Removes what a user had typed from this browser. Where the browser does not do it, a later page does. */
export async function forgetTyped(user: string): Promise<void> {
  forgetDrafts(user);
  forgetWrittenAhead(user);
  await forget('outbox', user);
}

/** Removes what a user was shown from this browser. Where the browser does not do it, a later page does. */
export function forgetShown(user: string): Promise<void> {
  return forget('kept', user);
}

/** Removes what earlier pages could not: before anybody signs in, or they would find what they had dropped. */
export async function forgetWhatIsLeft(): Promise<void> {
  const left = localTexts.keys().filter((key) => key.startsWith(LEFT));
  await Promise.all(
    left.map((key) => {
      const [part = '', ...user] = key.slice(LEFT.length).split('.');
      return forget(part, user.join('.'));
    }),
  );
}
