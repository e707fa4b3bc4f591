import { VIEWER, WORKSPACE_PASSWORD } from '../../../tooling/workspace/people.ts';
import type { Act } from '../day.ts';
import { fillIn, openAccount } from '../steps.ts';

/** How one comes in. After these the viewer is signed in. */
export function arriving(act: Act): void {
  act('says of a password what is wrong with it, and then registers', async ({ page }) => {
    await page.open('/');
    await page.role('button', 'Create account').click();
    await fillIn(page, 'newcomer', 'short');
    await page.role('button', 'Create account').click();
    await page.role('alert').having('Use 8–256 characters.').shown();
    await page.role('textbox', 'Password').write(WORKSPACE_PASSWORD);
    await page.role('button', 'Create account').click();
    await page.role('heading', 'Lobby').shown();
    await page.role('button', 'Account: newcomer').shown();
  });

  act('signs out, and is at the door again', async ({ page }) => {
    await openAccount(page);
    await page.role('button', 'Sign out').click();
    await page.role('heading', 'Welcome back').shown();
    await page.at('/login');
  });

  act('says that the server is away where one signs in without a network', async ({ page, door }) => {
    await fillIn(page, VIEWER, WORKSPACE_PASSWORD);
    door.shut();
    await page.role('button', 'Sign in').click();
    await page.role('alert').having('Can’t reach the server.').shown();
    door.open();
  });

  act('says of a wrong password that it is wrong, and then signs in', async ({ page }) => {
    await fillIn(page, VIEWER, 'not the password');
    await page.role('button', 'Sign in').click();
    await page.role('alert').having('Wrong username or password.').shown();
    await page.role('textbox', 'Password').write(WORKSPACE_PASSWORD);
    await page.press('Enter');
    await page.role('heading', 'Lobby').shown();
    await page.role('button', 'Account: Ann Sørensen').shown();
  });

  act('is still signed in after a reload', async ({ page }) => {
    await page.reload();
    await page.role('heading', 'Lobby').shown();
  });
}
