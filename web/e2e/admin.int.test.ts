import type { Locator } from 'playwright-core';
import { ru } from '../src/shared/locales/ru/ru.ts';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { ADMINISTRATOR, openWorkspace } from './workspace/open-workspace.ts';

/** What a phone shows before each value of a table's first row. */
const LABELS_OF_FIRST_ROW =
  '[...document.querySelectorAll("tbody tr:first-child td[data-label]")].map((cell) => getComputedStyle(cell, "::before").content)';

describe('administration in the browser', () => {
  let stage: Stage;
  let root: Visitor;
  let bob: Visitor;

  let question: Locator;

  beforeAll(async () => {
    stage = await openWorkspace();
    root = await stage.enter(ADMINISTRATOR);
    bob = await stage.enter('bob');
    await signIn(root.page, ADMINISTRATOR, PASSWORD);
    await signIn(bob.page, 'bob', PASSWORD);
    question = root.page.getByRole('alertdialog');
  }, 60_000);
  afterAll(() => stage?.close());

  const row = (name: string) => root.page.getByRole('row').filter({ has: root.page.getByRole('rowheader', { name }) });
  const act = async (name: string, action: string) => {
    await root.page.getByRole('button', { name: new RegExp(`^Actions for (?:${name}|.*\\(${name}\\))$`) }).click();
    await root.page.getByRole('menuitem', { name: action }).click();
  };

  it('is closed to members', async () => {
    await bob.page.goto('/admin');
    await bob.page.getByRole('alert').getByText('Only administrators can open this page.').waitFor();
    expect(await bob.page.getByRole('table').count()).toBe(0);
  });

  it('tells who is online, also those who came after the list', async () => {
    await root.page.goto('/admin');
    await row('Carla').getByText('offline').waitFor();
    const carla = await stage.enter('carla');
    await signIn(carla.page, 'carla', PASSWORD);
    await row('Carla').getByText('online').waitFor();
    await row('Ada Whitfield').getByText('online').waitFor();
    await carla.context.close();
  });

  it('bans a user, whose open page signs out and who is told why', async () => {
    await bob.page.goto('/');
    await bob.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    await root.page.goto('/admin');
    await act('bob', 'Ban');
    await root.page.getByRole('heading', { name: 'Ban Bob Okafor (bob)?' }).waitFor();
    await question.getByRole('textbox', { name: 'Reason' }).fill('spam');
    await root.screenshot('admin-ban');
    await question.getByRole('button', { name: 'Ban' }).click();
    await question.waitFor({ state: 'hidden' });
    await row('bob').getByText('Banned: spam').waitFor();

    await bob.page.waitForURL('**/login**');
    await bob.page.getByRole('status').filter({ hasText: 'This account is banned. Reason: spam' }).waitFor();
    await bob.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await bob.screenshot('banned');
    await bob.page.getByRole('textbox', { name: 'Username' }).fill('bob');
    await bob.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await bob.page.getByRole('button', { name: 'Sign in' }).click();
    await bob.page.getByRole('alert').filter({ hasText: 'This account is banned. Reason: spam' }).waitFor();

    const russian = await stage.enter('bob-russian', { locale: 'ru' });
    await russian.page.goto('/login');
    await russian.page.getByRole('textbox', { name: ru.session.username }).fill('bob');
    await russian.page.getByRole('textbox', { name: ru.session.password }).fill(PASSWORD);
    await russian.page.getByRole('button', { name: ru.session.signIn }).click();
    const told = russian.page.getByRole('alert').filter({ hasText: 'Причина: spam' });
    await told.waitFor();
    expect(await told.textContent()).not.toContain('banned');
    await russian.context.close();

    await act('bob', 'Lift the ban');
    await row('bob').getByText('Allowed').waitFor();
    await bob.page.getByRole('button', { name: 'Sign in' }).click();
    await bob.page.getByRole('textbox', { name: 'Room name' }).waitFor();
  });

  it('finds, filters, sorts and turns the pages of users', async () => {
    for (let i = 0; i < 27; i += 1) await stage.user(`guest-${String(i).padStart(2, '0')}`);
    await root.page.reload();
    await row('guest-08').waitFor();
    await root.screenshot('admin-users');
    await root.page.getByRole('button', { name: 'Next' }).click();
    await row('guest-26').waitFor();
    await root.page.getByRole('button', { name: 'Previous' }).click();
    await row('guest-08').waitFor();
    expect(await row('guest-26').count()).toBe(0);
    await root.page.getByRole('button', { name: 'Created' }).click();
    await root.page.getByRole('rowheader').first().filter({ hasText: 'guest-26' }).waitFor();
    await root.page.getByRole('searchbox').fill('guest-1');
    await root.page.getByRole('rowheader').nth(9).waitFor();
    await row('guest-26').waitFor({ state: 'hidden' });
    expect(await root.page.getByRole('rowheader').count()).toBe(10);
    await root.page.getByRole('searchbox').fill('');
    await root.page.getByRole('combobox', { name: 'Role' }).selectOption('Administrator');
    await row(ADMINISTRATOR).waitFor();
    await row('bob').waitFor({ state: 'hidden' });
    expect(await root.page.getByRole('rowheader').count()).toBe(1);
    await root.page.getByRole('combobox', { name: 'Role' }).selectOption('All roles');
  });

  it('filters users by whether they are let in', async () => {
    const access = root.page.getByRole('combobox', { name: 'Access' });
    await root.page.getByRole('searchbox').fill('guest-0');
    await act('guest-03', 'Ban');
    await question.getByRole('button', { name: 'Ban' }).click();
    await row('guest-03').getByText('Banned', { exact: true }).waitFor();
    await access.selectOption('Banned');
    await row('guest-04').waitFor({ state: 'detached' });
    expect(await root.page.getByRole('rowheader').allInnerTexts()).toEqual([expect.stringContaining('guest-03')]);
    await access.selectOption('Not banned');
    await row('guest-04').waitFor();
    expect(await row('guest-03').count()).toBe(0);
    expect(await root.page.getByRole('rowheader').count()).toBe(9);
    await access.selectOption('All users');
  });

  it('does nothing of what was asked about and cancelled', async () => {
    await root.page.getByRole('searchbox').fill('guest-0');
    const before = await row('guest-05').textContent();
    for (const action of ['Make administrator', 'Ban', 'Delete account']) {
      await act('guest-05', action);
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'hidden' });
    }
    await root.page.reload();
    await row('guest-05').waitFor();
    expect(await row('guest-05').textContent()).toBe(before);
  });

  it('renames, appoints, takes the office back and deletes', async () => {
    await root.page.getByRole('searchbox').fill('guest-2');
    await act('guest-26', 'Change display name');
    const dialog = root.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Display name' }).fill('The Guest');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row('guest-26').getByText('The Guest').waitFor();

    await root.page.getByRole('searchbox').fill(ADMINISTRATOR);
    await act(ADMINISTRATOR, 'Make member');
    await question.getByRole('button', { name: 'Make member' }).click();
    await question.getByRole('alert').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();

    await root.page.getByRole('searchbox').fill('guest-2');
    await act('guest-26', 'Make administrator');
    await question.getByRole('button', { name: 'Make administrator' }).click();
    await row('guest-26').getByText('Administrator').waitFor();
    for (const [answer, role] of [
      ['Cancel', 'Administrator'],
      ['Make member', 'Member'],
    ] as const) {
      await act('guest-26', 'Make member');
      await question.getByRole('button', { name: answer }).click();
      await question.waitFor({ state: 'hidden' });
      await row('guest-26').getByText(role, { exact: true }).waitFor();
    }

    await act('guest-25', 'Delete account');
    await question.getByRole('button', { name: 'Delete account' }).click();
    await row('guest-25').waitFor({ state: 'detached' });
  });

  it('fits a phone: nothing but a table scrolls sideways', async () => {
    await root.page.setViewportSize({ width: 320, height: 640 });
    for (const section of ['users', 'events', 'health']) {
      await root.page.goto(`/admin/${section}`);
      await root.page.getByRole('rowheader').or(root.page.getByRole('main').getByRole('listitem')).first().waitFor();
      await root.screenshot(`admin-${section}-320`);
      expect(await overhang(root.page)).toEqual([]);
    }
  });

  it.each([
    [390, 'users'],
    [390, 'rooms'],
    [390, 'messages'],
    [768, 'rooms'],
  ])(
    'keeps in view what a row is about and its menu, wherever a table is scrolled: %i px, %s',
    async (width, section) => {
      const { page } = root;
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`/admin/${section}`);
      const head = page.getByRole('rowheader').first();
      await head.waitFor();
      const table = page.getByRole('region', { name: /^Table/ });
      for (const left of [0, 10_000]) {
        await table.evaluate((part, to) => part.scrollTo(to, 0), left);
        const frame = await table.boundingBox();
        for (const part of [head, page.getByRole('button', { name: /^Actions for/ }).first()]) {
          const box = await part.boundingBox();
          expect(box?.x).toBeGreaterThanOrEqual(frame?.x ?? 0);
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
        }
      }
    },
  );

  it.each(['users', 'rooms', 'messages', 'events'])(
    'shows on a phone each value of a row with its label, none of them out of view: %s',
    async (section) => {
      const { page } = root;
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`/admin/${section}`);
      await page.getByRole('rowheader').first().waitFor();
      const table = page.getByRole('region', { name: /^Table/ });
      expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      const labels = await page.evaluate<string[]>(LABELS_OF_FIRST_ROW);
      expect(labels).not.toContain('none');
      expect(labels).not.toHaveLength(0);
    },
  );

  it('shows what was written in words, without the marks of Markdown', async () => {
    const { page } = root;
    const carl = await stage.user('carl-marks');
    await carl.createRoom('marks');
    await carl.post('marks', '/me likes **green** tea\n\n> `80 °C`');
    await page.goto('/admin/messages');
    await page.getByRole('rowheader', { name: 'likes green tea 80 °C', exact: true }).waitFor();
  });

  it('leaves no complaint of a script', () => {
    expect([...root.complaints, ...bob.complaints]).toEqual([]);
  });
});
