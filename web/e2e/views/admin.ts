import type { Page } from 'playwright-core';
import { goTo, ready, type Texts, type View } from './view.ts';

type Section = 'users' | 'rooms' | 'messages' | 'events';

async function goToSection(page: Page, section: Section): Promise<void> {
  await goTo(page, `/admin/${section}`);
  await ready(page.getByRole('main').getByRole('rowheader'));
}

interface Row {
  section: Section;
  /** A text that only this row holds. */
  of: string;
}

async function openRowMenu(page: Page, { section, of }: Row): Promise<void> {
  await goToSection(page, section);
  await page.getByRole('row').filter({ hasText: of }).getByRole('button').last().click();
  await ready(page.getByRole('menuitem'));
}

/** The dialog behind an item of the menu of a row. */
function dialog(name: string, row: Row, item: (texts: Texts) => string): View {
  return {
    name,
    async open(page, texts) {
      await openRowMenu(page, row);
      await page.getByRole('menuitem', { name: item(texts) }).click();
      await ready(page.getByRole('dialog').or(page.getByRole('alertdialog')));
    },
  };
}

const bob: Row = { section: 'users', of: 'bob' };
const carla: Row = { section: 'users', of: 'carla' };
const ben: Row = { section: 'users', of: 'ben' };
const tea: Row = { section: 'rooms', of: 'Leaves, water' };
const question: Row = { section: 'messages', of: 'Leaves or bags?' };

export const adminViews: readonly View[] = [
  { name: 'admin-users', open: (page) => goToSection(page, 'users') },
  {
    name: 'admin-users-none',
    async open(page, texts) {
      await goToSection(page, 'users');
      await page.getByRole('main').getByRole('searchbox').fill('samovar');
      await ready(page.getByText(texts.admin.nothing));
    },
    leave: (page) => page.getByRole('main').getByRole('searchbox').fill(''),
  },
  {
    name: 'admin-invite',
    async open(page, texts) {
      await goToSection(page, 'users');
      await page.getByRole('button', { name: texts.admin.invite.open }).click();
      await ready(page.getByRole('dialog', { name: texts.admin.invite.title }));
    },
  },
  { name: 'admin-user-menu', open: (page) => openRowMenu(page, bob) },
  { name: 'admin-user-banned-menu', open: (page) => openRowMenu(page, ben) },
  { name: 'admin-user-administrator-menu', open: (page) => openRowMenu(page, carla) },
  dialog('admin-user-rename', bob, (texts) => texts.admin.users.rename.confirm),
  dialog('admin-user-promote', bob, (texts) => texts.admin.users.promote.confirm),
  dialog('admin-user-demote', carla, (texts) => texts.admin.users.demote.confirm),
  dialog('admin-user-ban', bob, (texts) => texts.admin.users.ban.confirm),
  dialog('admin-user-delete', bob, (texts) => texts.admin.users.remove.confirm),
  { name: 'admin-rooms', open: (page) => goToSection(page, 'rooms') },
  { name: 'admin-room-menu', open: (page) => openRowMenu(page, tea) },
  dialog('admin-room-settings', tea, (texts) => texts.roomSettings.open),
  dialog('admin-room-delete', tea, (texts) => texts.roomSettings.remove),
  { name: 'admin-messages', open: (page) => goToSection(page, 'messages') },
  { name: 'admin-message-menu', open: (page) => openRowMenu(page, question) },
  dialog('admin-message-edit', question, (texts) => texts.admin.messages.edit),
  dialog('admin-message-delete', question, (texts) => texts.admin.messages.remove.confirm),
  { name: 'admin-events', open: (page) => goToSection(page, 'events') },
  {
    name: 'admin-stream',
    async open(page) {
      await goTo(page, '/admin/events/server-admin');
      await page.getByText('AdministratorAppointed').first().click();
      await ready(page.getByText('"userId"'));
      await ready(page.getByText('"administrators"'));
    },
    leave: (page) => page.getByText('AdministratorAppointed').first().click(),
  },
  {
    name: 'admin-stream-missing',
    async open(page, texts) {
      await goTo(page, '/admin/events/room-nowhere');
      await ready(page.getByText(texts.admin.events.none));
    },
  },
  {
    name: 'admin-health',
    async open(page, texts) {
      await goTo(page, '/admin/health');
      await ready(page.getByRole('list', { name: texts.admin.section.health }).getByRole('listitem'));
    },
  },
];
