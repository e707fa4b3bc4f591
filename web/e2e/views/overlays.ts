import type { Page } from 'playwright-core';
import { intercept, letThrough } from '../intercept.ts';
import { ANN, BOB, goTo, goToRoom, ready, type Texts, type View } from './view.ts';

async function search(page: Page, texts: Texts, words: string): Promise<void> {
  await goToRoom(page);
  await page.getByRole('button', { name: texts.search.title }).click();
  await page.getByRole('searchbox', { name: texts.search.text }).fill(words);
}

async function openPersonMenu(page: Page, texts: Texts): Promise<void> {
  await goTo(page, '/direct/bob');
  await page.getByRole('button', { name: texts.direct.actionsFor.replace('{name}', BOB) }).click();
}

async function listMembers(page: Page, texts: Texts): Promise<void> {
  await goToRoom(page);
  await page.getByRole('button', { name: texts.room.members, exact: true }).click();
  await ready(page.getByRole('list', { name: texts.room.members }).getByRole('button', { name: BOB }));
}

/** What opens above any page. */
export const overlayViews: readonly View[] = [
  {
    name: 'switcher',
    async open(page) {
      await goToRoom(page);
      await page.keyboard.press('Control+k');
      await ready(page.getByRole('option'));
    },
  },
  {
    name: 'switcher-nothing',
    async open(page, texts) {
      await goToRoom(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: texts.switcher.title }).fill('samovar');
      await ready(page.getByText(texts.switcher.none));
    },
  },
  {
    name: 'create-room',
    async open(page, texts) {
      await goTo(page, '/');
      await page.getByRole('main').getByRole('button', { name: texts.lobby.create }).click();
      await ready(page.getByRole('dialog', { name: texts.lobby.create }));
    },
  },
  {
    name: 'room-name-taken',
    async open(page, texts) {
      await goTo(page, '/');
      await page.getByRole('main').getByRole('button', { name: texts.lobby.create }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: texts.lobby.name }).fill('tea');
      await page.getByRole('button', { name: texts.lobby.submit, exact: true }).click();
      await ready(page.getByRole('alert').getByText(texts.lobby.nameTaken));
    },
  },
  {
    name: 'room-unknown',
    async open(page, texts) {
      await goTo(page, '/');
      await page.getByRole('textbox', { name: texts.lobby.roomName }).fill('samovar');
      await page.getByRole('main').getByRole('button', { name: texts.lobby.join, exact: true }).click();
      await ready(page.getByRole('button', { name: texts.lobby.createNamed.replace('{name}', 'samovar') }));
    },
    leave: (page, texts) => page.getByRole('textbox', { name: texts.lobby.roomName }).fill(''),
  },
  {
    name: 'shortcuts',
    async open(page, texts) {
      await goToRoom(page);
      await page.keyboard.press('Control+/');
      await ready(page.getByRole('dialog', { name: texts.shortcuts.title }));
    },
  },
  {
    name: 'account-menu',
    async open(page, texts) {
      await goToRoom(page);
      await page.getByRole('button', { name: texts.app.account.replace('{name}', ANN) }).click();
      await ready(page.getByRole('button', { name: texts.app.signOut }));
    },
  },
  {
    name: 'room-members',
    // Where the window is narrower they are in a dialog.
    from: 961,
    open: listMembers,
    leave: (page, texts) => page.getByRole('button', { name: texts.room.closeMembers }).click(),
  },
  {
    name: 'room-members-sheet',
    upTo: 960,
    open: listMembers,
    // In a wide window the list would go on beside the log.
    leave: (page, texts) => page.getByRole('dialog').getByRole('button', { name: texts.app.close }).click(),
  },
  {
    name: 'profile',
    async open(page, texts) {
      await goToRoom(page);
      await page.getByRole('log').getByRole('button', { name: BOB }).first().click();
      await ready(page.getByRole('dialog').getByRole('button', { name: texts.direct.profile.whisper }));
      await ready(page.getByRole('dialog').getByText(texts.roomSettings.roles.MEMBER));
    },
  },
  {
    name: 'person-menu',
    async open(page, texts) {
      await openPersonMenu(page, texts);
      await ready(page.getByRole('menuitem', { name: texts.direct.block }));
    },
  },
  {
    name: 'block-question',
    async open(page, texts) {
      await openPersonMenu(page, texts);
      await page.getByRole('menuitem', { name: texts.direct.block }).click();
      await ready(page.getByRole('alertdialog').getByText(texts.direct.blockText));
    },
  },
  {
    name: 'notifications-menu',
    // On a phone it is in the sheet of members.
    from: 481,
    async open(page, texts) {
      await goToRoom(page);
      const label = texts.notifications.label.replace('{level}', texts.notifications.mentions);
      await page.getByRole('button', { name: label }).click();
      await ready(page.getByRole('menuitemradio'));
    },
  },
  {
    name: 'search',
    async open(page, texts) {
      await goToRoom(page);
      await page.getByRole('button', { name: texts.search.title }).click();
      await ready(page.getByText(texts.search.hint));
    },
  },
  {
    name: 'search-results',
    async open(page, texts) {
      await search(page, texts, 'patience');
      await ready(page.getByRole('list', { name: texts.search.results }));
    },
  },
  {
    name: 'search-nothing',
    async open(page, texts) {
      await search(page, texts, 'samovar');
      await ready(page.getByText(texts.search.none));
    },
  },
  {
    name: 'search-failed',
    async open(page, texts) {
      await intercept(page, 'SearchMessages', (route) => route.abort());
      await search(page, texts, 'kettle');
      await ready(page.getByRole('alert').getByRole('button', { name: texts.app.tryAgain }));
    },
    leave: letThrough,
  },
];
