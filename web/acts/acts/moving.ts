import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import { composer, entry, log, message, navigation, openRoom, say } from '../steps.ts';

/** How one comes from one room or person to another. */
export function moving(act: Act): void {
  act('goes to the next room and back by keys, and back by the browser', async ({ page }) => {
    await openRoom(page, 'general');
    await composer(page).shown();
    await page.press('Alt+ArrowDown');
    await eventually(async () => expect(await page.address()).not.toBe('/rooms/general'));
    await log(page).role('article').nth(0).shown();
    await page.press('Alt+ArrowUp');
    await page.at('/rooms/general');
    await page.evaluate('history.back()');
    await eventually(async () => expect(await page.address()).not.toBe('/rooms/general'));
  });

  act('jumps to a room by a few letters', async ({ page }) => {
    await page.press('Control+k');
    await page.role('combobox', 'Jump to a room or person').write('typog');
    await page.role('option', /^typography/).shown();
    await page.press('Enter');
    await page.at('/rooms/typography');
    await composer(page).shown();
  });

  act('finds a message by its words and jumps to it', async ({ page, user }) => {
    const bob = await user('bob');
    await bob.post('design', 'the periwinkle samovar is mine');
    await openRoom(page, 'design');
    await page.press('Control+Shift+f');
    const dialog = page.role('dialog', 'Search messages');
    await dialog.role('searchbox', 'What to look for').write('periwinkle samovars');
    await dialog.role('list', 'Found messages').role('link').having('periwinkle').click();
    await dialog.gone();
    await message(page, 'the periwinkle samovar').shown();
    await page.at('/rooms/design?message=');
  });

  act('creates a room with a topic, which is empty and says so', async ({ page }) => {
    await page.open('/');
    await page.role('button', 'Create room').click();
    const dialog = page.role('dialog', 'Create room');
    await dialog.role('textbox', 'Name').write('teapots');
    await dialog.role('textbox', 'Topic').write('Round ones and square ones');
    await dialog.role('button', 'Create').click();
    await page.at('/rooms/teapots');
    await page.role('main').text('Round ones and square ones').shown();
    await say(page, 'The first one');
    await message(page, 'The first one').css('time').shown();
  });

  act('invites somebody by a command, who then is a member', async ({ page, user }) => {
    const bob = await user('bob');
    await say(page, '/invite bob');
    await page.text('Bob Okafor was invited.').shown();
    await bob.join('teapots');
    await bob.post('teapots', 'I have a square one');
    await message(page, 'I have a square one').shown();
  });

  act('joins a room that is found in the lobby', async ({ page }) => {
    await page.open('/');
    await page.role('textbox', 'Room name').write('garden');
    await page
      .role('main')
      .role('link', /^gardening/)
      .shown();
    await page.role('textbox', 'Room name').write('gardening');
    await page.role('main').role('button', 'Join').click();
    await page.at('/rooms/gardening');
    await composer(page).shown();
    await entry(page, 'gardening').shown();
  });

  act('takes one invitation and declines another', async ({ page }) => {
    const invitation = (room: string) => navigation(page).role('list', 'Invitations').role('listitem').having(room);
    await invitation('book-club').role('button', 'Join').click();
    await page.at('/rooms/book-club');
    await composer(page).shown();
    await invitation('music').role('button', 'Decline').click();
    await invitation('music').gone();
  });

  act('opens a card by a click on a name, and a conversation from there', async ({ page, user }) => {
    const bob = await user('bob');
    await bob.post('lunch', 'who is hungry?');
    await openRoom(page, 'lunch');
    await message(page, 'who is hungry?').role('button', 'Bob Okafor').click();
    const card = page.role('dialog', 'Profile');
    await card.role('heading', 'Bob Okafor').shown();
    await card.role('button', 'Message').click();
    await page.at('/direct/bob');
    await say(page, 'Me, in private');
    await message(page, 'Me, in private').css('time').shown();
  });

  act('is told of a private message, and opens it from there', async ({ page, user }) => {
    const carla = await user('carla');
    await openRoom(page, 'lunch');
    await carla.write('ann', 'a word in private');
    await page.text(/wrote to you: a word in private/).shown();
    await page.role('link', 'Open').click();
    await page.at('/direct/carla');
    await message(page, 'a word in private').shown();
  });
}
