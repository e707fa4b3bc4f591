import type { Page } from 'playwright-core';
import { en as texts } from '../../src/app/locales/en.ts';
import { log } from '../steps.ts';
import { goTo, openLayers, ready, type View } from '../views/view.ts';

const at = (name: string, path: string, shown: (page: Page) => Promise<void>): View => ({
  name,
  async open(page) {
    await goTo(page, path);
    await shown(page);
  },
});

const heading = (page: Page) => ready(page.getByRole('heading', { level: 1 }));
const messages = (page: Page) => ready(log(page).getByRole('article'));
const layer = (page: Page) => ready(openLayers(page));

/** A view of a room with something opened in it or above it. */
const inRoom = (name: string, open: (page: Page) => Promise<void>): View =>
  at(name, '/rooms/general', async (page) => {
    await messages(page);
    await open(page);
  });

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await layer(page);
};

/** Pages of the furnished workspace, for the person it is furnished for. */
export const workspacePages: readonly View[] = [
  at('lobby', '/', (page) => ready(page.getByRole('main').getByRole('link', { name: /^lost-and-found/ }))),
  at('a room with news', '/rooms/general', messages),
  at('a room with 120 unread messages', '/rooms/engineering', messages),
  at('a room that was never read', '/rooms/support', messages),
  at('what is hard to show', '/rooms/typography', messages),
  at('a long name', '/rooms/release-2026-planning-and-everything-that-belongs-to-it', messages),
  at('an empty room', '/rooms/empty-for-now', (page) => ready(page.getByText(texts.log.empty))),
  at('a room to join', '/rooms/chess', (page) =>
    ready(page.getByRole('button', { name: texts.room.join, exact: true })),
  ),
  at('a room that is not there', '/rooms/nowhere', (page) => ready(page.getByRole('alert').getByRole('link'))),
  at('a conversation', '/direct/bob', messages),
  at('a conversation with nobody', '/direct/nobody', (page) => ready(page.getByRole('alert').getByRole('link'))),
  at('settings', '/settings', heading),
  at('no such page', '/nowhere', heading),
];

/** What opens above a room of it, or in it. */
export const workspaceLayers: readonly View[] = [
  inRoom('the switcher', async (page) => {
    await page.keyboard.press('Control+k');
    await ready(page.getByRole('option'));
  }),
  inRoom('the search', press(texts.search.title)),
  inRoom('the shortcuts', async (page) => {
    await page.keyboard.press('Control+/');
    await layer(page);
  }),
  inRoom('the account', press(/^Account/)),
  inRoom('room settings', press('Room settings')),
  inRoom('the emoji picker', async (page) => {
    await log(page).getByRole('article').last().hover();
    await page.getByRole('toolbar').getByRole('button', { name: texts.log.react, exact: true }).click();
    await ready(page.getByRole('list', { name: texts.emoji.groups[0] }).getByRole('button'));
  }),
];
