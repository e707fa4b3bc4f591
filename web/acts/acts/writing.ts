import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import { choose, composer, entry, message, openRoom, say, tell } from '../steps.ts';

/** What one writes, and what one does with it afterwards. */
export function writing(act: Act): void {
  act('sends with Enter and breaks the line with Shift+Enter', async ({ page, user }) => {
    const bob = await user('bob');
    await openRoom(page, 'lunch');
    await composer(page).write('Soup today');
    await page.press('Shift+Enter');
    await page.type('or a sandwich?');
    await page.press('Enter');
    await message(page, 'Soup today').css('time').shown();
    expect(await composer(page).value()).toBe('');
    expect(await message(page, 'Soup today').count()).toBe(1);
    await eventually(async () => expect(await bob.messages('lunch')).toContain('Soup today\nor a sandwich?'));
  });

  act('edits the last one after an arrow up', async ({ page }) => {
    await tell(page, 'Soup at noo');
    await composer(page).press('ArrowUp');
    const editor = page.role('textbox', 'New text');
    await editor.shown();
    await page.press('End');
    await page.type('n');
    await page.press('Enter');
    await message(page, 'Soup at noon').text('(edited)').shown();
    await editor.gone();
  });

  act('replies to somebody, who is quoted', async ({ page, user }) => {
    const bob = await user('bob');
    await bob.post('lunch', 'Which soup?');
    await choose(page, message(page, 'Which soup?').nth(-1), 'Reply');
    await page.text('Reply to Bob Okafor').shown();
    await page.type('Lentil');
    await page.press('Enter');
    await message(page, 'Lentil')
      .role('button', /In reply to.*Which soup\?/)
      .shown();
  });

  act('reacts with an emoji that is searched for, and takes it back', async ({ page }) => {
    const row = message(page, 'Which soup?').nth(0);
    await choose(page, row, 'React');
    await page.role('searchbox', 'Search emoji').write('teacup');
    await page.role('button', /teacup/).shown();
    await page.press('Enter');
    const chip = row.role('button', '🍵, 1 reaction: Ann Sørensen');
    await chip.click();
    await chip.gone();
  });

  act('deletes one’s own once asked', async ({ page }) => {
    const row = await tell(page, 'nobody should read this');
    await choose(page, row, 'Delete');
    await page.role('alertdialog', 'Delete this message?').role('button', 'Delete').click();
    await row.gone();
  });

  act('names somebody with a few letters and Tab', async ({ page }) => {
    await composer(page).write('ask @carl');
    await page.role('option', /^Carla Méndez-Núñez/).shown();
    await page.press('Tab');
    await eventually(async () => expect(await composer(page).value()).toBe('ask @carla '));
    await page.type('about dessert');
    await page.press('Enter');
    await message(page, 'about dessert').shown();
  });

  act('finds what was begun in a room after another room and a reload', async ({ page }) => {
    await composer(page).write('half a sent');
    await entry(page, 'random').click();
    await page.at('/rooms/random');
    await eventually(async () => expect(await composer(page).value()).toBe(''));
    await entry(page, 'lunch').click();
    await page.at('/rooms/lunch');
    await page.reload();
    await eventually(async () => expect(await composer(page).value()).toBe('half a sent'), { timeoutMs: 10_000 });
    await composer(page).press('End');
    await page.type('ence');
    await page.press('Enter');
    await message(page, 'half a sentence').css('time').shown();
  });

  act('gets a hint for a command that cannot be meant', async ({ page }) => {
    await say(page, '/nonsense');
    await page.role('alert').having('There’s no command /nonsense').shown();
    expect(await composer(page).value()).toBe('/nonsense');
    await composer(page).write('/me waves');
    await page.press('Enter');
    await message(page, 'Ann Sørensen waves').shown();
  });
}
