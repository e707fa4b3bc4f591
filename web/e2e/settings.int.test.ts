import { eventually } from '@confab/runtime/testing/eventually';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { createAccount, signIn, signInByForm } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const NEW_PASSWORD = 'better horse battery staple';

describe('settings of an account in the browser', () => {
  let stage: Stage;
  let laptop: Visitor;
  let phone: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    laptop = await stage.enter('laptop');
    phone = await stage.enter('phone', {
      userAgent: 'Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
      viewport: { width: 320, height: 640 },
    });
    await createAccount(laptop.page, 'dora', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  const devices = () => laptop.page.getByRole('list', { name: 'Signed-in devices' }).getByRole('listitem');

  it('are reached from the menu of the account', async () => {
    await laptop.page.getByRole('button', { name: 'Account: dora' }).click();
    await laptop.page.getByRole('link', { name: 'Settings' }).click();
    await laptop.page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  it('change the display name, and offer to save only what is another one', async () => {
    const name = laptop.page.getByRole('textbox', { name: 'Display name' });
    const save = (disabled: boolean) => laptop.page.getByRole('button', { name: 'Save', disabled });
    await eventually(async () => expect(await name.inputValue()).toBe('dora'));
    for (const nothing of ['', '   ', ' dora ']) {
      await name.fill(nothing);
      await save(true).waitFor();
    }
    await name.fill('Dora of Green Gables ');
    await save(false).click();
    await laptop.page.getByText('Profile saved.').waitFor();
    await save(true).waitFor();
    expect(await name.inputValue()).toBe('Dora of Green Gables');
    await laptop.page.reload();
    await eventually(async () => expect(await name.inputValue()).toBe('Dora of Green Gables'));
  });

  it('sign out another device, whose open page knows at once', async () => {
    await signIn(phone.page, 'dora', PASSWORD);
    await laptop.page.reload();
    await devices().nth(1).waitFor();
    await devices().filter({ hasText: 'This device' }).waitFor();
    await laptop.screenshot('settings');
    await laptop.page.getByRole('button', { name: 'Sign out Firefox, Android' }).click();
    await phone.page.waitForURL('**/login**');
    await devices().nth(1).waitFor({ state: 'detached' });
    await devices().filter({ hasText: 'This device' }).waitFor();
  });

  it('change the password, which signs out the other devices and no longer opens with the old one', async () => {
    await signIn(phone.page, 'dora', PASSWORD);
    await phone.page.goto('/settings');
    await phone.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await phone.screenshot('settings-320');
    const current = laptop.page.getByRole('textbox', { name: 'Current password' });
    const next = laptop.page.getByRole('textbox', { name: 'New password' });
    const change = laptop.page.getByRole('button', { name: 'Change password' });

    await laptop.page.getByRole('button', { name: 'Change password', disabled: true }).waitFor();
    await current.fill('wrong horse');
    await next.fill(NEW_PASSWORD);
    await change.click();
    await laptop.page.getByRole('alert').filter({ hasText: 'That isn’t your current password.' }).waitFor();

    await current.fill(PASSWORD);
    await next.fill('short');
    await change.click();
    await laptop.page.getByRole('alert').filter({ hasText: 'Use 8–256 characters.' }).waitFor();

    await next.fill(NEW_PASSWORD);
    await change.click();
    await laptop.page.getByText('Password changed.').waitFor();
    await phone.page.waitForURL('**/login**');
    await phone.page.getByRole('textbox', { name: 'Username' }).fill('dora');
    await phone.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await phone.page.getByRole('button', { name: 'Sign in' }).click();
    await phone.page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
    await signInByForm(phone.page, 'dora', NEW_PASSWORD);
  });

  it('change the language and the theme', async () => {
    const page = laptop.page;
    await page.goto('/settings');
    await page.getByRole('main').getByText('Dark', { exact: true }).click();
    await page.getByRole('main').getByRole('combobox', { name: 'Language' }).selectOption('ru');
    await page.getByRole('heading', { name: 'Настройки' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await laptop.screenshot('settings-ru-dark');
    await page.getByRole('main').getByRole('combobox', { name: 'Язык' }).selectOption('en');
  });

  it('leave no complaint of a script', () => {
    expect([...laptop.complaints, ...phone.complaints]).toEqual([]);
  });
});
