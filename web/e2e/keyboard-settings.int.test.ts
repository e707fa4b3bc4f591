import { eventually } from '@confab/runtime/testing/eventually';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { focused, skipToContent, tabTo } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const NEW_PASSWORD = 'better horse battery staple';

describe('settings by keyboard alone', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    const other = await stage.user('ann');
    bob = await stage.user('bob');
    await other.createRoom('tea');
    await bob.join('tea');
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('are reached from the menu of the account, and change the display name', async () => {
    const { page } = ann;
    // The whole navigation is in between.
    await tabTo(page, page.getByRole('button', { name: 'Account: Ann Sørensen' }), { back: true, most: 80 });
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: 'Settings' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('textbox', { name: 'Display name' }).inputValue()).toBe('Ann Sørensen'),
    );
    await skipToContent(page, { back: true });
    await tabTo(page, page.getByRole('textbox', { name: 'Display name' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Ann of Green Gables');
    await page.keyboard.press('Enter');
    await page.getByText('Profile saved.').waitFor();
  });

  it('choose theme and language', async () => {
    const { page } = ann;
    await tabTo(page, page.getByRole('main').getByRole('radio', { name: 'System' }));
    await page.keyboard.press('ArrowLeft');
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    await page.keyboard.press('ArrowRight');
    const language = page.getByRole('main').getByRole('combobox');
    await tabTo(page, language);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Настройки' }).waitFor();
    await focused(language);
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  it('change the password, after a mistake that is told', async () => {
    const { page } = ann;
    const next = page.getByRole('textbox', { name: 'New password' });
    await tabTo(page, page.getByRole('textbox', { name: 'Current password' }));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Use 8–256 characters.' }).waitFor();
    await focused(next);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(NEW_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Password changed.').waitFor();
  });

  it('sign out another device, and the focus stays at the list', async () => {
    const { page } = ann;
    const phone = await stage.enter('phone');
    await signIn(phone.page, 'ann', NEW_PASSWORD);
    await page.reload();
    const devices = page.getByRole('list', { name: 'Signed-in devices' });
    await devices.waitFor();
    await skipToContent(page);
    await tabTo(page, devices.getByRole('button', { name: /^Sign out/ }));
    await page.keyboard.press('Enter');
    await phone.page.waitForURL('**/login**');
    await devices.getByRole('button').waitFor({ state: 'detached' });
    await focused(devices);
    await phone.context.close();
  });

  it('of a room: through its parts with the arrow keys, a question and back to where it was asked', async () => {
    const { page } = ann;
    await page.goto('/rooms/tea');
    const open = page.getByRole('button', { name: 'Room settings' });
    await composer(page).waitFor();
    await tabTo(page, open, { back: true });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'tea settings' });
    await tabTo(page, dialog.getByRole('tab', { name: 'General' }));
    await page.keyboard.press('ArrowRight');
    const ban = dialog.getByRole('button', { name: 'Ban Bob Okafor' });
    await tabTo(page, ban);
    await page.keyboard.press('Enter');
    const question = page.getByRole('alertdialog', { name: 'Ban Bob Okafor from the room?' });
    await tabTo(page, question.getByRole('textbox', { name: 'Reason (optional)' }));
    await page.keyboard.press('Escape');
    await focused(ban);
    await tabTo(page, dialog.getByRole('tab', { name: 'Members' }), { back: true });
    await page.keyboard.press('End');
    await dialog.getByText('Nobody is banned.').waitFor();
    await page.keyboard.press('Escape');
    await focused(open);
  });

  it('of a room: the topic', async () => {
    const { page } = ann;
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'tea settings' });
    await tabTo(page, dialog.getByRole('textbox', { name: 'Topic' }));
    await page.keyboard.type('Green or black');
    await page.keyboard.press('Enter');
    await page.getByRole('main').getByText('Green or black', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('never has an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
