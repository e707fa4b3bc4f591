import { ru } from '../src/app/locales/ru.ts';
import { PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { createAccount } from './steps.ts';

describe('administration in the browser', () => {
  let stage: Stage;
  let root: Visitor;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openStage();
    root = await stage.enter('root');
    ann = await stage.enter('ann');
    await createAccount(root.page, 'root', PASSWORD);
    await createAccount(ann.page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  const row = (name: string) => root.page.getByRole('row').filter({ has: root.page.getByRole('rowheader', { name }) });
  const act = async (name: string, action: string) => {
    await root.page.getByRole('button', { name: `Actions for ${name}` }).click();
    await root.page.getByRole('menuitem', { name: action }).click();
  };

  it('is closed to members', async () => {
    await ann.page.goto('/admin');
    await ann.page.getByRole('alert').getByText('You are not allowed to see this page.').waitFor();
    expect(await ann.page.getByRole('table').count()).toBe(0);
  });

  it('bans a user, whose open page signs out and who is told why', async () => {
    await ann.page.goto('/');
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    await root.page.goto('/admin');
    await act('ann', 'Ban');
    const question = root.page.getByRole('alertdialog', { name: 'Ban ann?' });
    await question.getByRole('textbox', { name: 'Reason' }).fill('spam');
    await root.screenshot('admin-ban');
    await question.getByRole('button', { name: 'Ban' }).click();
    await question.waitFor({ state: 'hidden' });
    await row('ann').getByText('Banned: spam').waitFor();

    await ann.page.waitForURL('**/login**');
    await ann.page.getByRole('status').filter({ hasText: 'This account is banned. Reason: spam' }).waitFor();
    await ann.screenshot('banned');
    await ann.page.getByRole('textbox', { name: 'Username' }).fill('ann');
    await ann.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await ann.page.getByRole('button', { name: 'Sign in' }).click();
    await ann.page.getByRole('alert').filter({ hasText: 'This account is banned. Reason: spam' }).waitFor();

    const russian = await stage.enter('ann-russian', { locale: 'ru' });
    await russian.page.goto('/login');
    await russian.page.getByRole('textbox', { name: ru.session.username }).fill('ann');
    await russian.page.getByRole('textbox', { name: ru.session.password }).fill(PASSWORD);
    await russian.page.getByRole('button', { name: ru.session.signIn }).click();
    const told = russian.page.getByRole('alert').filter({ hasText: 'Причина: spam' });
    await told.waitFor();
    expect(await told.textContent()).not.toContain('banned');
    await russian.context.close();

    await act('ann', 'Lift the ban');
    await row('ann').getByText('Allowed').waitFor();
    await ann.page.getByRole('button', { name: 'Sign in' }).click();
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
  });

  it('finds, filters, sorts and turns the pages of users', async () => {
    for (let i = 0; i < 27; i += 1) await registerOverApi(stage.product.url, `guest-${String(i).padStart(2, '0')}`);
    await root.page.reload();
    await row('guest-22').waitFor();
    await root.screenshot('admin-users');
    await root.page.getByRole('button', { name: 'Next' }).click();
    await row('guest-26').waitFor();
    await root.page.getByRole('button', { name: 'Created' }).click();
    await root.page.getByRole('rowheader').first().filter({ hasText: 'guest-26' }).waitFor();
    await root.page.getByRole('searchbox').fill('guest-1');
    await root.page.getByRole('rowheader').nth(9).waitFor();
    await row('guest-26').waitFor({ state: 'hidden' });
    expect(await root.page.getByRole('rowheader').count()).toBe(10);
    await root.page.getByRole('searchbox').fill('');
    await root.page.getByRole('combobox', { name: 'Role' }).selectOption('Administrator');
    await row('root').waitFor();
    await row('ann').waitFor({ state: 'hidden' });
    expect(await root.page.getByRole('rowheader').count()).toBe(1);
    await root.page.getByRole('combobox', { name: 'Role' }).selectOption('All roles');
  });

  it('renames, appoints and deletes', async () => {
    await act('guest-26', 'Change the display name');
    const dialog = root.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Display name' }).fill('The Guest');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row('guest-26').getByText('The Guest').waitFor();

    await root.page.getByRole('searchbox').fill('root');
    await act('root', 'Make a member');
    const question = root.page.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Make a member' }).click();
    await question.getByRole('alert').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();

    await root.page.getByRole('searchbox').fill('guest-2');
    await act('guest-26', 'Make an administrator');
    await question.getByRole('button', { name: 'Make an administrator' }).click();
    await row('guest-26').getByText('Administrator').waitFor();

    await act('guest-25', 'Delete the account');
    await question.getByRole('button', { name: 'Delete the account' }).click();
    await row('guest-25').waitFor({ state: 'detached' });
  });

  it('shows the events of a stream and the state at each of them', async () => {
    const page = root.page;
    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByRole('searchbox').fill('server-');
    await page.getByRole('link', { name: 'server-admin' }).click();
    const event = (seq: number) => page.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*${seq}\\s*Admin`) });
    await event(1).getByText('AdministratorAppointed').click();
    await event(1).getByText('"userId"').waitFor();
    /** The state after this event once it is shown, by how many administrators it has. */
    const state = (seq: number, administrators: number) =>
      page
        .getByRole('region', { name: `State after event ${seq}` })
        .getByText(new RegExp(`^\\{\\s*"administrators": \\[(\\s*"[0-9a-v]{20}",?){${administrators}}\\s*\\]\\s*\\}$`));
    await state(2, 2).waitFor();
    await page.getByRole('button', { name: 'State after event 1' }).click();
    await state(1, 1).waitFor();
    await root.screenshot('admin-stream');
  });

  it('shows how the services are', async () => {
    await root.page.getByRole('link', { name: 'Health' }).click();
    const services = root.page.getByRole('list', { name: 'Health' }).getByRole('listitem');
    await services.nth(2).waitFor();
    expect(await services.filter({ hasText: 'Ready' }).count()).toBe(3);
    await root.screenshot('admin-health');
  });

  it('fits a phone: nothing but a table scrolls sideways', async () => {
    await root.page.setViewportSize({ width: 320, height: 640 });
    for (const section of ['users', 'events', 'health']) {
      await root.page.goto(`/admin/${section}`);
      await root.page.getByRole('rowheader').or(root.page.getByRole('main').getByRole('listitem')).first().waitFor();
      await root.screenshot(`admin-${section}-320`);
      const page = root.page.locator('.page');
      expect(await page.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    }
  });

  it('leaves no complaint of a script', () => {
    expect([...root.complaints, ...ann.complaints]).toEqual([]);
  });
});
