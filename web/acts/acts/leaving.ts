import type { Act } from '../day.ts';
import { openAccount, openRoom } from '../steps.ts';

/** The end of the day. */
export function leaving(act: Act): void {
  act('signs out, which another tab says as well', async ({ page, newTab }) => {
    await openRoom(page, 'lunch');
    const second = await newTab();
    await openRoom(second, 'lunch');
    await openAccount(second);
    await second.role('button', 'Sign out').click();
    await second.role('heading', 'Welcome back').shown();
    await page.text('You signed out in another tab.').shown();
    await second.close();
    await page.open('/rooms/lunch');
    await page.role('heading', 'Welcome back').shown();
  });

  act('never made a script fail', async (day) => expect(day.complaints()).toEqual([]));
}
