import { eventually } from '@confab/runtime/testing/eventually';
import { VIEWER, WORKSPACE_PASSWORD } from '../../../tooling/workspace/people.ts';
import { faults, scriptOf } from '../../e2e/faults.ts';
import { type Act, type Day, ROOM } from '../day.ts';
import type { Page } from '../page/page.ts';
import { composer, entry, fillIn, message, openRoom, say } from '../steps.ts';

async function signIn(page: Page): Promise<void> {
  await fillIn(page, VIEWER, WORKSPACE_PASSWORD);
  await page.press('Enter');
  await page.role('heading', 'Lobby').shown();
}

/** Says something, which others see once. */
async function isHeard(page: Page, { user }: Day, text: string): Promise<void> {
  const bob = await user('bob');
  await composer(page).shown();
  await say(page, text);
  await message(page, text).css('time').shown();
  const heard = async () => (await bob.messages(ROOM)).filter((one) => one === text).length;
  await eventually(async () => expect(await heard()).toBe(1), { timeoutMs: 15_000 });
  expect(await message(page, text).count()).toBe(1);
}

/** What a browser does not give to a page that has never been there, or is not let. */
export function withheld(act: Act): void {
  act('writes in the first second in a browser that has never been here', async (day) => {
    const { page, leave } = await day.newcomer();
    await page.open('/login');
    await signIn(page);
    // WebKit answers no more for a database that was left while it was made.
    await openRoom(page, ROOM);
    await isHeard(page, day, 'in the first second');
    await leave();
  });

  act(
    'is told where the browser never opens its database that drafts may be lost, and what is written is sent',
    async (day) => {
      day.door.begin(scriptOf(faults['never opens IndexedDB'] as string));
      const { page, leave } = await day.newcomer();
      await page.open('/login');
      await signIn(page);
      await openRoom(page, ROOM);
      await isHeard(page, day, 'without a database');
      await page.text('Your browser isn’t saving what you write here.').shown();
      await leave();
    },
  );

  act('is told where cookies are blocked what that means, and reads and writes all the same', async (day) => {
    const { page, leave } = await day.newcomer({ cookies: 'blocked' });
    await page.open('/');
    await page.role('alert').having('Your browser blocks cookies for this site').shown();
    await signIn(page);
    await entry(page, ROOM).click();
    await isHeard(page, day, 'without a cookie');
    await leave();
  });
}
