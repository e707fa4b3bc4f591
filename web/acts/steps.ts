import type { Page } from './page/page.ts';
import type { Part } from './page/part.ts';

/** What people do, by the names that screen readers rely on. */
export const composer = (page: Page): Part => page.role('textbox', 'Message');
export const log = (page: Page): Part => page.role('log', 'Messages');
export const message = (page: Page, text: string): Part => log(page).role('article').having(text);
export const navigation = (page: Page): Part => page.role('navigation', 'Rooms and people');
/** The line of a room or person in the navigation. */
export const entry = (page: Page, name: string): Part => navigation(page).role('link', new RegExp(`^${name}\\b`));
export const status = (page: Page): Part => page.role('status', 'Connection');

/** Goes to a room, unless it is open already, and waits for its messages. */
export async function openRoom(page: Page, room: string): Promise<void> {
  if ((await page.address()) !== `/rooms/${room}`) await page.open(`/rooms/${room}`);
  await log(page).shown();
}

/** Types a line and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).write(text);
  await page.press('Enter');
}

/** Says something and waits until the server has it. */
export async function tell(page: Page, text: string): Promise<Part> {
  await say(page, text);
  const sent = message(page, text);
  await sent.css('time').shown();
  return sent;
}

/** Chooses what is offered for a message that the mouse is on. */
export async function choose(page: Page, row: Part, name: string): Promise<void> {
  await row.hover();
  await page.role('toolbar', 'Actions').role('button', name).click();
}

export async function fillIn(page: Page, username: string, password: string): Promise<void> {
  await page.role('textbox', 'Username').write(username);
  await page.role('textbox', 'Password').write(password);
}

export async function openAccount(page: Page): Promise<void> {
  await page.role('button', /^Account/).click();
}
