import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { openTab } from './connection-steps.ts';
import { intercept, letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { composer, enterRoom, log, message, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const editor = (page: Page) => page.getByRole('textbox', { name: 'New text' });
const sending = (page: Page) => log(page).getByText('Sending…');
/** The numbered lines that the log shows, in order, those on their way included. */
async function lines(page: Page): Promise<string[]> {
  const shown = await log(page).getByRole('article').allInnerTexts();
  return shown.flatMap((text) => /line \d+\./.exec(text) ?? []);
}
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}.`);

/** Both in one turn of the page: nothing that takes a moment is done before it goes. */
const ENTER_AND_RELOAD = `document.activeElement.dispatchEvent(
  new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
);
location.reload();`;

describe('messages on their way', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    [ann, bob] = [await stage.enter('ann'), await stage.enter('bob')];
    // What bob finds unread in the end is what he is sent here.
    await (await stage.user('bob')).readEverything();
    for (const visitor of [ann, bob]) {
      await signIn(visitor.page, visitor.name, PASSWORD);
      await enterRoom(visitor.page, 'tea');
    }
  }, 60_000);
  afterAll(() => stage?.close());

  it('are shown at once without a network, survive a reload, and arrive once, in order', async () => {
    // Without a network there would be no page to load anew: only what is posted is cut off.
    await intercept(ann.context, 'PostMessage', (route) => route.abort());
    for (const line of numbered(1, 3)) await say(ann.page, line);
    await eventually(async () => expect(await lines(ann.page)).toEqual(numbered(1, 3)));
    await ann.page.reload();
    await eventually(async () => expect(await lines(ann.page)).toEqual(numbered(1, 3)));
    expect(await lines(bob.page)).toEqual([]);
    await ann.screenshot('outbox-pending');
    await letThrough(ann.context);
    await eventually(async () => expect(await lines(bob.page)).toEqual(numbered(1, 3)), { timeoutMs: 20_000 });
    await sending(ann.page).first().waitFor({ state: 'detached' });
    expect(await lines(ann.page)).toEqual(numbered(1, 3));
  }, 60_000);

  it('are not lost where the page is loaded anew in the moment in which they are written', async () => {
    const { page } = ann;
    for (const text of ['written and gone', 'gone once more']) {
      await composer(page).fill(text);
      await page.evaluate(ENTER_AND_RELOAD);
      await message(bob.page, text).waitFor();
      await message(page, text).waitFor();
      expect(await message(bob.page, text).count()).toBe(1);
    }
    await eventually(async () => expect(await sending(page).count()).toBe(0));
    for (const text of ['written and gone', 'gone once more']) expect(await message(page, text).count()).toBe(1);
  }, 60_000);

  it('are written while the network is cut, and sent by themselves when it is back', async () => {
    await ann.context.setOffline(true);
    for (const line of numbered(4, 6)) await say(ann.page, line);
    await eventually(async () => expect(await lines(ann.page)).toEqual(numbered(1, 6)));
    await message(ann.page, 'line 4.').getByText('Waiting for the server').waitFor({ timeout: 40_000 });
    expect(await ann.page.getByText(/Not sent|not sent/).count()).toBe(0);
    await ann.screenshot('outbox-offline');
    await ann.context.setOffline(false);
    await eventually(async () => expect(await lines(bob.page)).toEqual(numbered(1, 6)), { timeoutMs: 30_000 });
    expect(await lines(ann.page)).toEqual(numbered(1, 6));
  }, 90_000);

  it('can be given another text while they wait; where one is sent meanwhile, its edit goes on', async () => {
    const { page, context } = ann;
    await intercept(context, 'PostMessage', (route) => route.abort());
    for (const text of ['the first draught', 'the second draught']) await say(page, text);
    await message(page, 'the first draught').getByRole('button', { name: 'Edit' }).click();
    await editor(page).fill('the first draft');
    await editor(page).press('Enter');
    await message(page, 'the first draft').getByText('Waiting for the server').waitFor();
    await message(page, 'the second draught').getByRole('button', { name: 'Edit' }).click();
    await editor(page).fill('the second dra');
    await page.reload();
    await eventually(async () => expect(await editor(page).inputValue()).toBe('the second dra'));
    await editor(page).press('End');
    await editor(page).pressSequentially('f');
    await letThrough(context);
    await message(bob.page, 'the second draught').waitFor({ timeout: 20_000 });
    expect(await message(bob.page, 'the first draft').count()).toBe(1);
    expect(await message(bob.page, 'the first draught').count()).toBe(0);
    await sending(page).first().waitFor({ state: 'detached' });
    await eventually(() => editor(page).and(page.locator(':focus')).waitFor({ timeout: 1_000 }));
    await page.keyboard.type('t');
    await page.keyboard.press('Enter');
    await message(bob.page, 'the second draft').getByText('(edited)').waitFor();
    expect(await message(page, 'the second draught').count()).toBe(0);
  }, 60_000);

  it('are sent once where the answer was lost, also over a reload and a restart of the server', async () => {
    let lost = 0;
    await intercept(ann.context, 'PostMessage', async (route) => {
      await route.fetch().catch(() => undefined);
      lost += 1;
      return route.abort();
    });
    await say(ann.page, 'line 7.');
    await eventually(() => expect(lost).toBeGreaterThan(0));
    await message(bob.page, 'line 7.').waitFor();
    await stage.product.kill();
    await stage.revive();
    await ann.page.reload();
    await letThrough(ann.context);
    await say(ann.page, 'line 8.');
    await message(bob.page, 'line 8.').waitFor({ timeout: 40_000 });
    for (const { page } of [ann, bob]) await eventually(async () => expect(await lines(page)).toEqual(numbered(1, 8)));
  }, 90_000);

  it('are sent again where a request was lost on the way and nothing ever answers it, and hold nobody up', async () => {
    let swallowed = 0;
    await intercept(ann.context, 'PostMessage', (route) => {
      swallowed += 1;
      return swallowed === 1 ? undefined : route.continue();
    });
    await say(ann.page, 'into a hole');
    await eventually(() => expect(swallowed).toBe(1));
    await say(ann.page, 'behind it');
    // As soon as the browser says that there is another network; without that it takes a quarter of a minute.
    await ann.page.evaluate("window.dispatchEvent(new Event('online'))");
    for (const text of ['into a hole', 'behind it']) await message(bob.page, text).waitFor();
    await sending(ann.page).first().waitFor({ state: 'detached' });
    await letThrough(ann.context);
  }, 60_000);

  it('are shown in all tabs and sent by one, also when that one is closed', async () => {
    const second = await openTab(ann, '/rooms/tea');
    await eventually(async () => expect(await lines(second)).toEqual(numbered(1, 8)));
    const posts: string[] = [];
    let open = false;
    await intercept(ann.context, 'PostMessage', (route) => {
      if (!open) return route.abort();
      posts.push(/line \d+\./.exec(route.request().postData() ?? '')?.[0] ?? '');
      return route.continue();
    });
    await say(ann.page, 'line 9.');
    await say(second, 'line 10.');
    for (const page of [ann.page, second]) {
      await eventually(async () => expect(await lines(page)).toEqual(numbered(1, 10)));
    }
    await ann.page.close();
    ann.page = second;
    open = true;
    await eventually(async () => expect(await lines(bob.page)).toEqual(numbered(1, 10)), { timeoutMs: 20_000 });
    await sending(second).first().waitFor({ state: 'detached' });
    expect(posts).toEqual(numbered(9, 10));
    await letThrough(ann.context);
  }, 60_000);

  it('look as they will, and are marked and sent where they go, however far the user is from there', async () => {
    const { page, context } = ann;
    const keys: string[] = [];
    await context.route('**/graphql', (route) => {
      const body = route.request().postData() ?? '';
      if (!/PostMessage|SendDirectMessage/.test(body)) return route.continue();
      if (body.includes('between us')) keys.push(/"idempotencyKey":"([^"]+)"/.exec(body)?.[1] ?? '');
      return route.abort();
    });
    await say(page, '/me waves from afar');
    const action = message(page, 'Ann Sørensen waves from afar');
    await action.waitFor();
    expect(await action.textContent()).not.toContain('/me');
    await message(page, 'line 9.').hover();
    await message(page, 'line 9.').getByRole('button', { name: 'Reply' }).click();
    await say(page, 'an answer');
    await message(page, 'an answer').getByText('line 9.', { exact: true }).waitFor();
    await say(page, '/pm bob between us');
    await message(page, 'between us').getByText('Private message to Bob Okafor').waitFor();

    await page.getByRole('link', { name: 'Lobby' }).first().click();
    await page.reload();
    const nav = page.getByRole('navigation', { name: 'Rooms and people' });
    await nav.getByRole('link', { name: /^tea.*2 messages (waiting to be|not) sent/ }).waitFor();
    await nav.getByRole('link', { name: /^Bob.*1 message (waiting to be|not) sent/ }).waitFor();
    await letThrough(context);
    await page.reload();
    await message(bob.page, 'an answer').waitFor({ timeout: 30_000 });
    await bob.page.getByRole('link', { name: /^Ann Sørensen.*1 unread/ }).waitFor();
    await nav.getByRole('link', { name: /sent/ }).first().waitFor({ state: 'detached' });
    expect(new Set(keys).size).toBe(1);
    await nav.getByRole('link', { name: /^Bob/ }).click();
    await message(page, 'between us').waitFor();
    expect(await message(page, 'between us').count()).toBe(1);
  }, 60_000);

  it('and drafts of somebody who signs out are gone from the browser once they agree; without the server too', async () => {
    await enterRoom(ann.page, 'tea');
    await ann.context.route('**/graphql', (route) => route.abort());
    await say(ann.page, 'a secret on its way');
    await message(ann.page, 'a secret on its way').waitFor();
    await composer(ann.page).fill('a secret draft');
    await ann.page.getByRole('button', { name: /account/i }).click();
    await ann.page.getByRole('button', { name: 'Sign out' }).click();
    const question = ann.page.getByRole('alertdialog', { name: 'Sign out and discard what you’ve written?' });
    await question.getByText('1 message and 1 draft').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await message(ann.page, 'a secret on its way').waitFor();
    await ann.page.getByRole('button', { name: /account/i }).click();
    await ann.page.getByRole('button', { name: 'Sign out' }).click();
    await question.getByRole('button', { name: 'Discard and sign out' }).click();
    await ann.page.getByRole('textbox', { name: 'Username' }).waitFor();
    const kept = () =>
      ann.page.evaluate<string>(`(async () => {
        const open = (name) => new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const database = await open('confab-outbox');
        const items = await new Promise((resolve) => {
          const request = database.transaction('messages').objectStore('messages').getAll();
          request.onsuccess = () => resolve(request.result);
        });
        database.close();
        return JSON.stringify([items, { ...localStorage }]);
      })()`);
    await eventually(async () => expect(await kept()).not.toMatch(/secret/));
    await letThrough(ann.context);
    // The cookie is still there, and opens nothing.
    await ann.page.goto('/rooms/tea');
    await ann.page.getByRole('textbox', { name: 'Username' }).waitFor();
    await signIn(ann.page, 'ann', PASSWORD);
    await enterRoom(ann.page, 'tea');
    await message(ann.page, 'line 8.').waitFor();
    expect(await message(ann.page, 'a secret on its way').count()).toBe(0);
    expect(await composer(ann.page).inputValue()).toBe('');
  }, 60_000);

  it('never brought an error on the page', () => {
    expect({ ann: ann.complaints, bob: bob.complaints }).toEqual({ ann: [], bob: [] });
  });
});
