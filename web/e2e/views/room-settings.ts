import type { Page } from 'playwright-core';
import { BOB, goTo, goToRoom, ready, type Texts, type View } from './view.ts';

async function openSettings(page: Page, texts: Texts, tab: keyof Texts['roomSettings']['tabs']): Promise<void> {
  await goToRoom(page);
  await page.getByRole('button', { name: texts.roomSettings.open }).click();
  await page.getByRole('tab', { name: texts.roomSettings.tabs[tab] }).click();
}

/** Asks whether bob shall be put out of the room, one way or the other. */
function put(verb: 'kick' | 'ban'): View['open'] {
  return async (page, texts) => {
    await openSettings(page, texts, 'members');
    await page.getByRole('button', { name: texts.roomSettings[verb].replace('{name}', BOB) }).click();
    const question = texts.roomSettings.ask[`${verb}Title`].replace('{name}', BOB);
    await ready(page.getByRole('alertdialog', { name: question }));
  };
}

function ask(button: (texts: Texts) => string): View['open'] {
  return async (page, texts) => {
    await openSettings(page, texts, 'general');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: button(texts) })
      .click();
    await ready(page.getByRole('alertdialog'));
  };
}

export const roomSettingsViews: readonly View[] = [
  {
    name: 'room-settings',
    async open(page, texts) {
      await openSettings(page, texts, 'general');
      await ready(page.getByRole('textbox', { name: texts.roomSettings.topic }));
    },
  },
  { name: 'room-settings-leave', open: ask((texts) => texts.room.leave) },
  { name: 'room-settings-delete', open: ask((texts) => texts.roomSettings.remove) },
  {
    name: 'room-settings-members',
    async open(page, texts) {
      await openSettings(page, texts, 'members');
      await ready(page.getByRole('list', { name: texts.roomSettings.tabs.members }));
    },
  },
  { name: 'room-settings-kick', open: put('kick') },
  { name: 'room-settings-ban', open: put('ban') },
  {
    name: 'room-settings-invitations',
    async open(page, texts) {
      await openSettings(page, texts, 'invitations');
      await ready(page.getByRole('list', { name: texts.roomSettings.tabs.invitations }).getByRole('listitem'));
    },
  },
  {
    name: 'room-settings-invite',
    async open(page, texts) {
      await openSettings(page, texts, 'invitations');
      await page.getByRole('combobox', { name: texts.roomSettings.whom }).pressSequentially('fin');
      await ready(page.getByRole('option', { name: /^Finn/ }));
    },
  },
  {
    name: 'room-settings-invite-refused',
    async open(page, texts) {
      await openSettings(page, texts, 'invitations');
      await page.getByRole('combobox', { name: texts.roomSettings.whom }).fill('bob');
      await page.getByRole('button', { name: texts.roomSettings.invite, exact: true }).click();
      await ready(page.getByRole('alert').getByText(texts.roomSettings.alreadyIn.replace('{name}', BOB)));
    },
  },
  {
    name: 'room-settings-bans',
    async open(page, texts) {
      await openSettings(page, texts, 'bans');
      await ready(page.getByRole('list', { name: texts.roomSettings.tabs.bans }).getByRole('listitem'));
    },
  },
  {
    name: 'room-settings-no-bans',
    async open(page, texts) {
      await goTo(page, '/rooms/empty-for-now');
      await page.getByRole('button', { name: texts.roomSettings.open }).click();
      await page.getByRole('tab', { name: texts.roomSettings.tabs.bans }).click();
      await ready(page.getByText(texts.roomSettings.nobodyBanned));
    },
  },
];
