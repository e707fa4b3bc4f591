import type { Page } from 'playwright-core';
import { goTo, ready, type Texts, type View } from './view.ts';

async function goToSettings(page: Page, texts: Texts): Promise<void> {
  await goTo(page, '/settings');
  for (const name of [texts.account.sessions, texts.account.blocked]) {
    await ready(page.getByRole('list', { name }).getByRole('listitem'));
  }
}

/** The settings of the account, each section where it begins: a page is higher than most screens. */
export const settingsViews: readonly View[] = [
  {
    name: 'settings',
    async open(page, texts) {
      await goToSettings(page, texts);
      await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    },
  },
  ...(['appearance', 'password', 'sessions', 'blocked'] as const).map(
    (section): View => ({
      name: `settings-${section}`,
      async open(page, texts) {
        await goToSettings(page, texts);
        await page
          .getByRole('heading', { name: texts.account[section] })
          .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
      },
    }),
  ),
  {
    name: 'settings-refused',
    async open(page, texts) {
      await goToSettings(page, texts);
      await page.getByRole('textbox', { name: texts.account.currentPassword }).fill('something');
      await page.getByRole('textbox', { name: texts.account.newPassword }).fill('short');
      await page.getByRole('button', { name: texts.account.changePassword }).click();
      await ready(page.getByText(texts.session.badPassword));
    },
  },
];
