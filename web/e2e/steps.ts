import type { Locator, Page } from 'playwright-core';
import { en } from '../src/shared/locales/en/en.ts';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';

/** What people do, by the names that screen readers rely on. */
export async function createAccount(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('textbox', { name: 'Room name' }).waitFor();
}

/** Comes to the lobby with a session that was made without the form: most tests are about what one does there. */
export async function signIn(page: Page, username: string, password: string, texts: typeof en = en): Promise<void> {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { user { id } } }';
  const data = { query, variables: { input: { username, password } } };
  // The cookie that it answers with is the page's as well.
  const answer = await page.context().request.post('/graphql', { data });
  const { errors } = (await answer.json()) as { errors?: { message: string }[] };
  if (errors) throw new Error(`${username} cannot sign in: ${errors.map(({ message }) => message).join('; ')}`);
  await page.goto('/');
  await page.getByRole('textbox', { name: texts.lobby.roomName }).waitFor();
}

/** Signs in by the form. */
export async function signInByForm(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox', { name: 'Room name' }).waitFor();
}

/** Joins the room, or creates it where there is none. */
export async function enterRoom(page: Page, room: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Room name' }).fill(room);
  await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
  const create = page.getByRole('button', { name: `Create “${room}”…` });
  await create.or(composer(page)).waitFor();
  if (await create.count()) {
    await create.click();
    await page
      .getByRole('dialog', { name: 'Create room' })
      .getByRole('button', { name: 'Create', exact: true })
      .click();
  }
  await page.waitForURL(`**/rooms/${encodeURIComponent(room)}`);
  await composer(page).waitFor();
}

/** Goes to the address of a room, with what may follow its name there, and waits for its messages. */
export async function openRoom(page: Page, room: string, more = ''): Promise<void> {
  await page.goto(`/rooms/${room}${more}`);
  await log(page).waitFor();
}

export function composer(page: Page, texts: typeof en = en): Locator {
  return page.getByRole('textbox', { name: texts.composer.message, exact: true });
}

export function log(page: Page): Locator {
  return page.getByRole('log', { name: 'Messages' });
}

/** The message with the text, once it is in the log. */
export function message(page: Page, text: string): Locator {
  return log(page).getByRole('article').filter({ hasText: text });
}

/** Types a line and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** Bob at a browser, in a room "tea" that ann has made. */
export async function enterTea(stage: Stage): Promise<Visitor> {
  await (await stage.user('ann')).createRoom('tea');
  await (await stage.user('bob')).join('tea');
  const bob = await stage.enter('bob');
  await signIn(bob.page, 'bob', PASSWORD);
  await openRoom(bob.page, 'tea');
  return bob;
}
