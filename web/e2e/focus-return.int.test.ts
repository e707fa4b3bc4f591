import type { Locator, Page } from 'playwright-core';
import { fillRoom, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept } from './intercept.ts';
import { focused } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, say, signIn } from './steps.ts';
import { goTo } from './views/view.ts';
import { ADMINISTRATOR, openWorkspace } from './workspace/open-workspace.ts';

const question = (page: Page): Locator => page.getByRole('alertdialog');
const account = (page: Page): Locator => page.getByRole('button', { name: 'Account: Ada Whitfield' });
const settings = (page: Page): Locator => page.getByRole('dialog', { name: 'tea settings' });
const menuOf =
  (text: string) =>
  (page: Page): Locator =>
    page
      .getByRole('row')
      .filter({ hasText: text })
      .getByRole('button', { name: /^Actions for/ });
/** The frame of a table. */
const table =
  (name: string) =>
  (page: Page): Locator =>
    page.getByRole('region', { name: `Table: ${name}` });

type Section = 'users' | 'rooms' | 'messages';

/** Opens what an item of the menu of a row leads to. */
function fromRow(section: Section, row: string, item: string): (page: Page) => Promise<void> {
  return async (page) => {
    await goTo(page, `/admin/${section}`);
    await menuOf(row)(page).press('Enter');
    await page.getByRole('menuitem', { name: item }).press('Enter');
    await page.getByRole('dialog').or(question(page)).waitFor();
  };
}

async function fromAccount(page: Page, item: string): Promise<void> {
  await account(page).press('Enter');
  await page.getByRole('button', { name: item }).press('Enter');
}

/** Opens a part of the settings of the room, and something there. */
function fromSettings(tab: string, button?: string): (page: Page) => Promise<void> {
  return async (page) => {
    await goTo(page, '/rooms/tea');
    await page.getByRole('button', { name: 'Room settings' }).press('Enter');
    await settings(page).getByRole('tab', { name: tab }).click();
    if (button) await settings(page).getByRole('button', { name: button }).press('Enter');
  };
}

const pressEscape = (page: Page): Promise<void> => page.keyboard.press('Escape');
const press =
  (name: string) =>
  (page: Page): Promise<void> =>
    page.getByRole('dialog').or(question(page)).last().getByRole('button', { name, exact: true }).press('Enter');
const confirm =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await question(page).getByRole('button', { name, exact: true }).press('Enter');
    await question(page).waitFor({ state: 'detached' });
  };

interface Case {
  what: string;
  open(page: Page): Promise<void>;
  close(page: Page): Promise<void>;
  /** Where the focus is then. */
  to(page: Page): Locator;
}

/** A row that is gone, by a question that was answered with yes. */
function deletion(name: 'Users' | 'Rooms' | 'Messages', row: string, item: string): Case {
  return {
    what: `${item}, done`,
    open: fromRow(name.toLowerCase() as Section, row, item),
    async close(page) {
      await confirm(item)(page);
      await page.getByRole('row').filter({ hasText: row }).waitFor({ state: 'detached' });
    },
    to: table(name),
  };
}

const users = (item: string) => fromRow('users', 'bob', item);

const cases: readonly Case[] = [
  { what: 'rename, Esc', open: users('Change display name'), close: pressEscape, to: menuOf('bob') },
  {
    what: 'rename, saved',
    open: users('Change display name'),
    async close(page) {
      const save = page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true });
      expect(await save.isDisabled()).toBe(true);
      await page.getByRole('dialog').getByRole('textbox').fill('Bob B.');
      await save.press('Enter');
    },
    to: menuOf('bob'),
  },
  { what: 'promote, Esc', open: users('Make administrator'), close: pressEscape, to: menuOf('bob') },
  { what: 'ban, Cancel', open: users('Ban'), close: press('Cancel'), to: menuOf('bob') },
  { what: 'ban, done', open: users('Ban'), close: confirm('Ban'), to: menuOf('bob') },
  { what: 'delete the account, Esc', open: users('Delete account'), close: pressEscape, to: menuOf('bob') },
  deletion('Users', 'dan', 'Delete account'),
  { what: 'room settings, Esc', open: fromRow('rooms', 'tea', 'Room settings'), close: pressEscape, to: menuOf('tea') },
  deletion('Rooms', 'attic', 'Delete room'),
  {
    what: 'edit the message, Esc',
    open: fromRow('messages', 'kettle', 'Edit message'),
    close: pressEscape,
    to: menuOf('kettle'),
  },
  deletion('Messages', 'spilt', 'Delete message'),
  {
    what: 'a question in the room’s settings, Cancel',
    open: fromSettings('Members', 'Remove kim'),
    close: press('Cancel'),
    to: (page) => settings(page).getByRole('button', { name: 'Remove kim' }),
  },
  ...['Remove kim', 'Ban lee'].map(
    (what): Case => ({
      what: `${what}, done`,
      open: fromSettings('Members', what),
      async close(page) {
        await confirm(what.slice(0, what.indexOf(' ')))(page);
        await settings(page).getByRole('button', { name: what }).waitFor({ state: 'detached' });
      },
      to: (page) => settings(page).getByRole('list', { name: 'Members' }),
    }),
  ),
  {
    what: 'keyboard shortcuts, Esc',
    async open(page) {
      await goTo(page, '/rooms/tea');
      await fromAccount(page, 'Keyboard shortcuts');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
    close: pressEscape,
    to: account,
  },
  {
    what: 'log out while something is on its way, Esc',
    async open(page) {
      await goTo(page, '/rooms/tea');
      await composer(page).waitFor();
      await intercept(page, 'PostMessage', () => undefined);
      await say(page, 'on its way');
      await fromAccount(page, 'Sign out');
      await question(page).waitFor();
    },
    close: pressEscape,
    to: account,
  },
];

describe('the focus, once a dialog is closed', () => {
  let stage: Stage;
  let ada: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    const owner = await stage.user(ADMINISTRATOR);
    const [, , ...members] = await Promise.all(['bob', 'dan', 'kim', 'lee'].map(stage.user));
    await fillRoom(owner, { name: 'tea', members, texts: ['the kettle sings', 'the milk is spilt'] });
    await owner.createRoom('attic');
    ada = await stage.enter(ADMINISTRATOR);
    await signIn(ada.page, ADMINISTRATOR, PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it.each(cases)('is where it was, or next to it: $what', async ({ open, close, to }) => {
    await open(ada.page);
    await close(ada.page);
    await focused(to(ada.page));
  });

  it('never had an error on the page', () => {
    expect(ada.complaints).toEqual([]);
  });
});
