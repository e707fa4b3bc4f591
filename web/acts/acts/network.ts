import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import { composer, entry, log, message, openAccount, openRoom, say, status, tell } from '../steps.ts';

/** What holds when the network goes away, a page is loaded anew or there are two of them. */
export function network(act: Act): void {
  act(
    'loses the network, reads and writes on, and what was written is sent once it is back',
    async ({ page, door, user }) => {
      const bob = await user('bob');
      await openRoom(page, 'lunch');
      await tell(page, 'before the tunnel');
      await entry(page, 'design').click();
      await log(page).role('article').nth(0).shown();
      await entry(page, 'lunch').click();
      await message(page, 'before the tunnel').shown();
      door.shut();
      await status(page).role('button', 'Reconnect now').shown();
      await status(page).text('What you write will be sent then.').shown();
      await entry(page, 'design').click();
      await log(page).role('article').nth(0).shown();
      await entry(page, 'lunch').click();
      await say(page, 'in the tunnel');
      await message(page, 'in the tunnel').shown();
      door.open();
      await status(page).text('Connected').shown(40_000);
      await message(page, 'in the tunnel').css('time').shown(40_000);
      await eventually(
        async () => expect((await bob.messages('lunch')).filter((text) => text === 'in the tunnel')).toHaveLength(1),
        { timeoutMs: 10_000 },
      );
      await bob.post('lunch', 'after the tunnel');
      await message(page, 'after the tunnel').shown();
    },
    90_000,
  );

  act(
    'loads the page anew while a message is on its way: it is sent, and once',
    async ({ page, door, user }) => {
      const bob = await user('bob');
      await openRoom(page, 'lunch');
      await composer(page).shown();
      door.swallow();
      await say(page, 'sent in a hurry');
      await message(page, 'sent in a hurry').shown();
      await message(page, 'sent in a hurry').having('Sending…').shown();
      door.open();
      await page.reload();
      await message(page, 'sent in a hurry').css('time').shown(40_000);
      const sent = async () => (await bob.messages('lunch')).filter((text) => text === 'sent in a hurry').length;
      await eventually(async () => expect(await sent()).toBe(1), { timeoutMs: 20_000 });
      expect(await message(page, 'sent in a hurry').count()).toBe(1);
    },
    90_000,
  );

  act('shows the same in two tabs: messages and what is being written', async ({ page, newTab }) => {
    await openRoom(page, 'lunch');
    await composer(page).shown();
    const second = await newTab();
    await openRoom(second, 'lunch');
    await composer(second).write('from the second tab');
    await eventually(async () => expect(await composer(page).value()).toBe('from the second tab'), {
      timeoutMs: 10_000,
    });
    await second.press('Enter');
    await message(page, 'from the second tab').css('time').shown();
    await second.close();
    await tell(page, 'from the first tab');
    expect(await message(page, 'from the second tab').count()).toBe(1);
  });

  act(
    'is asked before signing out with a message that is not sent yet, and may stay',
    async ({ page, door }) => {
      await openRoom(page, 'lunch');
      await composer(page).shown();
      door.shut();
      await status(page).role('button', 'Reconnect now').shown();
      await say(page, 'not on its way yet');
      await message(page, 'not on its way yet').shown();
      await openAccount(page);
      await page.role('button', 'Sign out').click();
      const question = page.role('alertdialog', 'Sign out and discard what you’ve written?');
      await question.text('1 message').shown();
      await question.role('button', 'Cancel').click();
      await question.gone();
      door.open();
      await message(page, 'not on its way yet').css('time').shown(40_000);
    },
    90_000,
  );
}
