import type { Page } from 'playwright-core';
import { intercept, letThrough } from '../intercept.ts';
import { composer } from '../steps.ts';
import { ANN, goTo, goToRoom, ready, type Texts, type View } from './view.ts';

const TEXT = 'Not for everybody';
const refusal = { data: null, errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }] };

const written = (page: Page) => page.getByRole('article').filter({ hasText: TEXT });

/** With a message in the room that the server never sees: refused, at once or when the view is left, and then discarded. */
function unsent(
  name: string,
  refused: 'at once' | 'when left',
  shown: (page: Page, texts: Texts) => Promise<void>,
): View {
  let refuse = (): void => undefined;
  return {
    name,
    async open(page, texts) {
      const { promise, resolve } = Promise.withResolvers<void>();
      refuse = resolve;
      if (refused === 'at once') refuse();
      await goToRoom(page);
      await intercept(page, 'PostMessage', async (route) => {
        await promise;
        await route.fulfill({ json: refusal });
      });
      await composer(page, texts).fill(TEXT);
      await composer(page, texts).press('Enter');
      const state = refused === 'at once' ? texts.log.retry : texts.log.sending;
      await ready(written(page).getByText(state));
      await shown(page, texts);
    },
    async leave(page, texts) {
      refuse();
      await goTo(page, '/rooms/tea');
      await written(page).getByRole('button', { name: texts.log.discard }).click();
      await written(page).waitFor({ state: 'detached' });
      await letThrough(page);
    },
  };
}

/** What has not reached the server. */
export const unsentViews: readonly View[] = [
  unsent('message-pending', 'when left', async () => undefined),
  unsent('message-failed', 'at once', async () => undefined),
  unsent('log-out-unsent', 'at once', async (page, texts) => {
    await page.getByRole('button', { name: texts.app.account.replace('{name}', ANN) }).click();
    await page.getByRole('button', { name: texts.app.signOut }).click();
    await ready(page.getByRole('alertdialog', { name: texts.app.signOutAsk }));
  }),
  {
    name: 'toast-failed',
    async open(page, texts) {
      await goToRoom(page);
      await intercept(page, 'AddReaction', (route) => route.abort());
      await page.getByRole('button', { name: /^🍃/ }).click();
      await ready(page.getByRole('alert').getByRole('button', { name: texts.app.tryAgain }));
    },
    async leave(page, texts) {
      await page.getByRole('alert').getByRole('button', { name: texts.app.dismiss }).click();
      await letThrough(page);
    },
  },
];
