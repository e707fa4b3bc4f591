import type { Locator, Page } from 'playwright-core';
import { en } from '../src/app/locales/en.ts';
import { ru } from '../src/app/locales/ru.ts';
import { type ApiUser, registerOverApi } from './api.ts';

export const languages = { en, ru };
export type Language = keyof typeof languages;
export const colorSchemes = ['light', 'dark'] as const;

/** What to open, so that it is looked at by tests of accessibility and by the screenshots. */
export interface View {
  name: string;
  /** Shows it to somebody who is signed in as `ann`, and resolves once it is complete. */
  open(page: Page, texts: typeof en): Promise<void>;
  /** Only on pages that are at most this wide, in CSS pixels. */
  upTo?: number;
}

async function ready(locator: Locator): Promise<void> {
  await locator.first().waitFor();
}

async function room(page: Page, name = 'tea'): Promise<void> {
  await page.goto(`/rooms/${name}`);
  await ready(page.getByRole('log').getByRole('article'));
}

/** Views of somebody who is not signed in. */
export const openViews: readonly View[] = [
  {
    name: 'login',
    async open(page, texts) {
      await page.goto('/login');
      await ready(page.getByRole('heading', { name: texts.session.welcome }));
    },
  },
  {
    name: 'register',
    async open(page, texts) {
      await page.goto('/login');
      await page.getByRole('button', { name: texts.session.createAccount }).click();
      await ready(page.getByRole('heading', { name: texts.session.newcomer }));
    },
  },
];

export const views: readonly View[] = [
  {
    name: 'lobby',
    async open(page) {
      await page.goto('/');
      await ready(page.getByRole('main').getByRole('link', { name: /^tea/ }));
    },
  },
  { name: 'room', open: (page) => room(page) },
  {
    name: 'message-actions',
    async open(page, texts) {
      await room(page);
      await page.getByRole('article').filter({ hasText: 'Leaves or bags?' }).first().hover();
      await ready(page.getByRole('toolbar', { name: texts.log.tools }));
    },
  },
  {
    name: 'emoji-picker',
    async open(page, texts) {
      await room(page);
      await page.getByRole('button', { name: texts.log.addReaction }).first().click();
      await ready(page.getByRole('list', { name: texts.emoji.groups[0] }).getByRole('button'));
    },
  },
  {
    name: 'message-deletion',
    async open(page, texts) {
      await room(page);
      await page.getByRole('article').filter({ hasText: 'Leaves or bags?' }).first().hover();
      await page.getByRole('button', { name: texts.log.delete, exact: true }).click();
      await ready(page.getByRole('alertdialog', { name: texts.log.deleteAsk }));
    },
  },
  {
    name: 'message-editor',
    async open(page, texts) {
      await room(page);
      await page.getByRole('article').filter({ hasText: 'Leaves or bags?' }).first().hover();
      await page.getByRole('button', { name: texts.log.edit, exact: true }).click();
      await ready(page.getByRole('textbox', { name: texts.log.editBox }));
    },
  },
  {
    name: 'room-empty',
    async open(page, texts) {
      await page.goto('/rooms/quiet');
      await ready(page.getByText(texts.log.empty));
    },
  },
  {
    name: 'room-to-join',
    async open(page, texts) {
      await page.goto('/rooms/elsewhere');
      await ready(page.getByRole('button', { name: texts.room.join, exact: true }));
    },
  },
  {
    name: 'room-missing',
    async open(page, texts) {
      await page.goto('/rooms/nowhere');
      await ready(page.getByRole('link', { name: texts.app.backToLobby }));
    },
  },
  {
    name: 'direct',
    async open(page) {
      await page.goto('/direct/bob');
      await ready(page.getByRole('log').getByRole('article'));
    },
  },
  {
    name: 'direct-missing',
    async open(page, texts) {
      await page.goto('/direct/nobody');
      await ready(page.getByRole('link', { name: texts.app.backToLobby }));
    },
  },
  {
    name: 'settings',
    async open(page, texts) {
      await page.goto('/settings');
      await ready(page.getByRole('heading', { level: 1, name: texts.account.title }));
      await ready(page.getByRole('main').getByRole('radio'));
    },
  },
  {
    name: 'admin',
    async open(page) {
      await page.goto('/admin');
      await ready(page.getByRole('main').getByRole('table'));
    },
  },
  {
    name: 'switcher',
    async open(page) {
      await room(page);
      await page.keyboard.press('Control+k');
      await ready(page.getByRole('option'));
    },
  },
  {
    name: 'shortcuts',
    async open(page, texts) {
      await room(page);
      await page.keyboard.press('Control+/');
      await ready(page.getByRole('dialog', { name: texts.shortcuts.title }));
    },
  },
  {
    name: 'account-menu',
    async open(page, texts) {
      await room(page);
      await page.getByRole('button', { name: texts.app.account.replace('{name}', 'ann') }).click();
      await ready(page.getByRole('button', { name: texts.app.signOut }));
    },
  },
  {
    name: 'notifications-menu',
    async open(page, texts) {
      await room(page);
      const label = texts.notifications.label.replace('{level}', texts.notifications.mentions);
      await page.getByRole('button', { name: label }).click();
      await ready(page.getByRole('menuitemradio'));
    },
  },
  {
    name: 'drawer',
    upTo: 768,
    async open(page, texts) {
      await room(page);
      await page.getByRole('button', { name: texts.app.menu, exact: true }).click();
      await ready(page.getByRole('dialog').getByRole('navigation'));
    },
  },
];

/** People, rooms and messages for all the views. */
export async function furnish(url: string): Promise<void> {
  const ann = await registerOverApi(url, 'ann');
  const bob = await registerOverApi(url, 'bob');
  const longName = await registerOverApi(url, `${'a-very-long-name-'.repeat(3)}indeed`);
  await ann.createRoom('tea', { topic: 'Leaves, water, patience. Questions about biscuits belong into “kitchen”.' });
  for (const name of ['quiet', 'release-2026-planning-and-everything-else', 'кухня']) await ann.createRoom(name);
  await ann.createRoom('board', { visibility: 'PRIVATE' });
  await bob.createRoom('elsewhere', { topic: 'A room that ann is not in' });
  for (const { join } of [bob, longName]) await join('tea');
  await chat(ann, bob, longName);
}

async function chat(ann: ApiUser, bob: ApiUser, longName: ApiUser): Promise<void> {
  await bob.post('tea', 'Good morning! Which one today?');
  await ann.post(
    'tea',
    'Something **green**, I think. See https://en.wikipedia.org/wiki/Green_tea for the *long* story.',
  );
  await ann.post('tea', 'Steps:\n\n1. heat to `80 °C`\n2. wait\n3. pour\n\n> patience is a virtue');
  await bob.post(
    'tea',
    '```js\nconst minutes = leaves.map((leaf) => leaf.size * 2).reduce((a, b) => Math.max(a, b));\n```',
  );
  await longName.post(
    'tea',
    'I have a very long name and like words such as Donaudampfschifffahrtselektrizitätenhauptbetriebswerk.',
  );
  const question = await ann.post('tea', 'Leaves or bags?');
  const answer = await bob.post('tea', 'Leaves, of corse', question);
  await bob.edit(answer, 'Leaves, of course');
  await bob.remove(await bob.post('tea', 'Bags'));
  for (const [who, emoji] of [
    [ann, '👍'],
    [longName, '👍'],
    [bob, '🍃'],
  ] as const)
    await who.react(answer, emoji);
  await longName.post('tea', '/me puts the kettle on');
  await bob.post('tea', '@ann your turn 🍵');
  await bob.write('ann', 'Are you coming to the kitchen?');
  await ann.write('bob', 'In five minutes.');
  await bob.write('ann', 'Good. Bring the *blue* cups.');
  await longName.write('ann', 'Hello from somebody with a long name');
}
