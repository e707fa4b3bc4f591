import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { openTab } from './connection-steps.ts';
import { intercept, letThrough } from './intercept.ts';
import { focused } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, enterRoom, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'New text' });
const strip = (page: Page): Locator => page.getByText(/^Reply to /);

async function choose(page: Page, text: string, name: string): Promise<void> {
  await message(page, text).first().hover();
  await page.getByRole('toolbar').getByRole('button', { name, exact: true }).click();
}

const goTo = (page: Page, room: string) =>
  page
    .getByRole('navigation', { name: 'Rooms and people' })
    .getByRole('link', { name: new RegExp(`^${room}`) })
    .click();

const typed = (input: Locator, text: string) => eventually(async () => expect(await input.inputValue()).toBe(text));

describe('what one has begun to write', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    const owner = await stage.user('ann');
    bob = await stage.user('bob');
    for (const room of ['tea', 'coffee']) {
      await owner.createRoom(room);
      await bob.join(room);
    }
    await owner.post('tea', 'mine to change');
    await owner.post('tea', 'mine too');
    await bob.post('tea', 'a question');
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
    await enterRoom(ann.page, 'tea');
  }, 60_000);
  afterAll(() => stage?.close());

  it('is there again with the message that it answers, in another room and back, and after a reload', async () => {
    const { page } = ann;
    await choose(page, 'a question', 'Reply');
    await composer(page).fill('half an ans');
    await goTo(page, 'coffee');
    await page.waitForURL('**/rooms/coffee');
    await typed(composer(page), '');
    expect(await strip(page).count()).toBe(0);
    await goTo(page, 'tea');
    await strip(page).waitFor();
    await typed(composer(page), 'half an ans');
    await page.reload();
    await strip(page).waitFor();
    await typed(composer(page), 'half an ans');
    await composer(page).press('End');
    await composer(page).pressSequentially('wer');
    await composer(page).press('Enter');
    await message(page, 'half an answer').getByText('In reply to').waitFor();
    await page.reload();
    await message(page, 'half an answer').waitFor();
    expect(await strip(page).count()).toBe(0);
  }, 60_000);

  it('is an edit as well: each message keeps its own', async () => {
    const { page } = ann;
    await choose(page, 'mine to change', 'Edit');
    await editor(page).fill('mine to change, half');
    await goTo(page, 'coffee');
    await goTo(page, 'tea');
    await typed(editor(page), 'mine to change, half');
    await page.reload();
    await typed(editor(page), 'mine to change, half');
    await choose(page, 'mine too', 'Edit');
    await typed(editor(page), 'mine too');
    await editor(page).press('Escape');
    await typed(editor(page), 'mine to change, half');
    await editor(page).fill('mine, changed');
    await editor(page).press('Enter');
    await message(page, 'mine, changed').getByText('(edited)').waitFor();
    expect(await editor(page).count()).toBe(0);
    await page.reload();
    await message(page, 'mine, changed').waitFor();
    expect(await editor(page).count()).toBe(0);
  }, 60_000);

  it('is the other text of a message too that was refused', async () => {
    const { page, context } = ann;
    await intercept(context, 'PostMessage', (route) =>
      route.fulfill({ json: { errors: [{ message: 'refused', extensions: { code: 'FORBIDDEN' } }], data: null } }),
    );
    await say(page, 'a refused one');
    await message(page, 'a refused one').getByRole('button', { name: 'Edit' }).click();
    await editor(page).fill('a better one, as far as');
    await goTo(page, 'coffee');
    await page.waitForURL('**/rooms/coffee');
    await goTo(page, 'tea');
    await typed(editor(page), 'a better one, as far as');
    await page.reload();
    await typed(editor(page), 'a better one, as far as');
    await letThrough(context);
    await editor(page).fill('a better one');
    await page.getByRole('button', { name: 'Send again' }).click();
    await message(page, 'a better one').getByRole('time').waitFor();
    expect(await editor(page).count()).toBe(0);
    expect(await page.getByText('a refused one').count()).toBe(0);
  }, 60_000);

  it('is the same in two tabs, whichever one writes in', async () => {
    const { page } = ann;
    const other = await openTab(ann, '/rooms/tea');
    await composer(page).fill('from the first');
    await typed(composer(other), 'from the first');
    await choose(other, 'a question', 'Reply');
    await strip(page).waitFor();
    await composer(other).press('End');
    await composer(other).pressSequentially(', and the second');
    await typed(composer(page), 'from the first, and the second');
    await choose(other, 'mine too', 'Edit');
    await editor(other).fill('mine too, but');
    await typed(editor(page), 'mine too, but');
    await editor(page).press('Escape');
    await editor(other).waitFor({ state: 'detached' });
    await composer(page).press('Enter');
    await message(other, 'from the first, and the second').getByText('In reply to').waitFor();
    await typed(composer(other), '');
    await strip(other).waitFor({ state: 'detached' });
    await other.close();
  }, 60_000);

  it('is cleaned of the characters that come with a paste and cannot be sent', async () => {
    const { page } = ann;
    await page.evaluate(`{
      const input = document.querySelector('textarea');
      input.value = '\\u001b[1mbold\\u0000\\u202eright\\u202c';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }`);
    await typed(composer(page), '[1mbold\u202eright\u202c');
    await composer(page).press('Enter');
    await message(page, 'bold').getByRole('time').waitFor();
    expect(await bob.messages('tea')).toContain('[1mbold\u202eright\u202c');
  });

  it('is sent later where it is an edit or a deletion without a network, in its turn, also after a reload', async () => {
    const { page, context } = ann;
    const order = new Set<string>();
    await intercept(context, 'mutation', (route) => {
      const body = route.request().postData() ?? '';
      return /PostMessage|EditMessage|DeleteMessage/.test(body) ? route.abort() : route.fallback();
    });
    await say(page, 'before the edit');
    await choose(page, 'mine, changed', 'Edit');
    await editor(page).fill('mine, changed offline');
    await editor(page).press('Enter');
    await message(page, 'mine, changed offline').getByText('(saving…)').waitFor();
    await choose(page, 'mine too', 'Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await say(page, 'after the deletion');
    await log(page).getByText('This message was deleted. (deleting…)').waitFor();
    await message(page, 'before the edit').getByText('Waiting for the server').waitFor();
    expect(await page.getByText(/Not sent/).count()).toBe(0);
    await page.reload();
    await message(page, 'mine, changed offline').getByText('(saving…)').waitFor();
    expect(await message(page, 'mine too').count()).toBe(0);
    context.on('request', (request) => {
      const sent = /before the edit|EditMessage|DeleteMessage|after the deletion/.exec(request.postData() ?? '');
      if (sent) order.add(sent[0]);
    });
    await letThrough(context);
    await page.reload();
    await message(page, 'mine, changed offline').getByText('(edited)').waitFor();
    await message(page, 'after the deletion').getByRole('time').waitFor();
    await log(page).getByText('(deleting…)').waitFor({ state: 'detached' });
    const texts = await bob.messages('tea');
    expect(texts).toEqual(
      expect.arrayContaining(['mine, changed offline', null, 'before the edit', 'after the deletion']),
    );
    expect(texts).not.toContain('mine too');
    expect([...order]).toEqual(['before the edit', 'EditMessage', 'DeleteMessage', 'after the deletion']);
  }, 60_000);

  it('is an edit that one finds again where its message is far up, and no more once that is deleted', async () => {
    const { page } = ann;
    const owner = await stage.user('ann');
    await owner.createRoom('long');
    const far = await owner.post('long', 'far up');
    for (let i = 0; i < 120; i += 1) await owner.post('long', `message ${i}`);
    await openRoom(page, 'long', `?message=${far}`);
    await choose(page, 'far up', 'Edit');
    await editor(page).fill('far up, half');
    await openRoom(page, 'long');
    await message(page, 'message 119').waitFor();
    expect(await editor(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Continue editing' }).click();
    await typed(editor(page), 'far up, half');
    await focused(editor(page));
    expect(await page.getByRole('button', { name: 'Continue editing' }).count()).toBe(0);
    await owner.remove(far);
    await editor(page).waitFor({ state: 'detached' });
    await openRoom(page, 'long');
    await message(page, 'message 119').waitFor();
    expect(await page.getByRole('button', { name: 'Continue editing' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('textbox', { name: 'Username' }).waitFor();
  }, 60_000);

  it('never brought an error on the page', () => expect(ann.complaints).toEqual([]));
});
