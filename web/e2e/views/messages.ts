import type { Page } from 'playwright-core';
import { composer } from '../steps.ts';
import { goToRoom, ready, type Texts, type View } from './view.ts';

/** Points at a message of ann, so that what can be done to it is shown. */
async function pointAtOwn(page: Page, texts: Texts): Promise<void> {
  await goToRoom(page);
  await page.getByRole('article').filter({ hasText: 'Leaves or bags?' }).first().hover();
  await ready(page.getByRole('toolbar', { name: texts.log.tools }));
}

async function type(page: Page, texts: Texts, text: string): Promise<void> {
  await goToRoom(page);
  await composer(page, texts).fill('');
  await composer(page, texts).pressSequentially(text);
}

const clear = (page: Page, texts: Texts): Promise<void> => composer(page, texts).fill('');

/** What is done to messages, and while one is written. */
export const messageViews: readonly View[] = [
  { name: 'message-actions', open: pointAtOwn },
  {
    name: 'emoji-picker',
    async open(page, texts) {
      await goToRoom(page);
      await page.getByRole('button', { name: texts.log.addReaction }).first().click();
      await ready(page.getByRole('list', { name: texts.emoji.groups[0] }).getByRole('button'));
    },
  },
  {
    name: 'message-deletion',
    async open(page, texts) {
      await pointAtOwn(page, texts);
      await page.getByRole('button', { name: texts.log.delete, exact: true }).click();
      await ready(page.getByRole('alertdialog', { name: texts.log.deleteAsk }));
    },
  },
  {
    name: 'message-editor',
    async open(page, texts) {
      await pointAtOwn(page, texts);
      await page.getByRole('button', { name: texts.log.edit, exact: true }).click();
      await ready(page.getByRole('textbox', { name: texts.log.editBox }));
    },
    async leave(page, texts) {
      await page.getByRole('textbox', { name: texts.log.editBox }).press('Escape');
    },
  },
  {
    name: 'message-reply',
    async open(page, texts) {
      await pointAtOwn(page, texts);
      await page.getByRole('button', { name: texts.log.reply, exact: true }).click();
      await ready(page.getByRole('button', { name: texts.composer.cancelReply }));
    },
    leave: (page, texts) => page.getByRole('button', { name: texts.composer.cancelReply }).click(),
  },
  {
    name: 'suggestions',
    async open(page, texts) {
      await type(page, texts, '@b');
      await ready(page.getByRole('listbox', { name: texts.composer.suggestions }).getByRole('option'));
    },
    leave: clear,
  },
  {
    name: 'command-suggestions',
    async open(page, texts) {
      await type(page, texts, '/');
      await ready(page.getByRole('listbox', { name: texts.composer.suggestions }).getByRole('option'));
    },
    leave: clear,
  },
  {
    name: 'command-hint',
    async open(page, texts) {
      await type(page, texts, '/frobnicate');
      await composer(page, texts).press('Enter');
      await ready(page.getByText(texts.composer.hint.unknownCommand.replace('{name}', 'frobnicate')));
    },
    leave: clear,
  },
];
