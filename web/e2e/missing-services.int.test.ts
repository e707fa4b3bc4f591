import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { en } from '../src/shared/locales/en/en.ts';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { faults, nothing, scriptOf } from './faults.ts';
import type { Stage } from './stage.ts';
import { composer, enterTea, log, message, openRoom, say, signIn, signInByForm } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const notKept = (page: Page) => page.getByText(en.app.notKept);
const deaf = ['never reads from IndexedDB', 'never writes to IndexedDB'].map((name) => faults[name] ?? '').join('\n');
const keepsNothing = /IndexedDB|localStorage/;

describe('a browser that lacks something', () => {
  let stage: Stage;
  let bob: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    bob = await enterTea(stage);
  }, 60_000);
  afterAll(() => stage?.close());

  /** Ann at a browser with a fault. */
  async function enterWith(fault: string): Promise<Visitor> {
    const ann = await stage.enter('ann');
    await ann.context.addInitScript(scriptOf(fault));
    return ann;
  }

  it.each(Object.entries(faults))(
    'lets one sign in, read and write, and others see it, where it %s',
    async (name, fault) => {
      const ann = await enterWith(fault);
      await signInByForm(ann.page, 'ann', PASSWORD);
      await openRoom(ann.page, 'tea');
      const text = `written in a browser that ${name}`;
      await say(ann.page, text);
      await message(bob.page, text).waitFor();
      await log(ann.page).getByText('Sending…').waitFor({ state: 'detached' });
      expect(await message(ann.page, text).count()).toBe(1);
      await say(bob.page, `an answer to what was ${text}`);
      await message(ann.page, `an answer to what was ${text}`).waitFor();
      if (/IndexedDB/.test(name)) await notKept(ann.page).waitFor();
      expect(await notKept(ann.page).count()).toBe(keepsNothing.test(name) ? 1 : 0);
      expect(await ann.page.getByText(en.error.NETWORK.what).count()).toBe(0);
      expect(ann.complaints).toEqual([]);
      await ann.context.close();
    },
    60_000,
  );

  it('lets one do so where it has nothing at all, and sign out again', async () => {
    const ann = await enterWith(nothing);
    await signInByForm(ann.page, 'ann', PASSWORD);
    await openRoom(ann.page, 'tea');
    await notKept(ann.page).waitFor();
    await ann.screenshot('not-kept');
    await say(ann.page, 'out of nothing');
    await message(bob.page, 'out of nothing').waitFor();
    await composer(ann.page).fill('');
    await ann.page.getByRole('button', { name: /^Account/ }).click();
    await ann.page.getByRole('button', { name: 'Sign out' }).click();
    await ann.page.getByRole('textbox', { name: 'Username' }).waitFor();
    expect(ann.complaints).toEqual([]);
    await ann.context.close();
  }, 60_000);

  it('sends once, and drops what one dropped, where the store answers only to the next page', async () => {
    const ann = await stage.enter('ann');
    const { page } = ann;
    await signIn(page, 'ann', PASSWORD);
    await openRoom(page, 'tea');
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('PostMessage') ? route.abort() : route.fallback(),
    );
    await say(page, 'stored in time');
    await eventually(async () => expect(await stored(page)).toContain('stored in time'));
    // From here on the store is deaf.
    await page.evaluate(scriptOf(deaf));
    await say(page, 'held by the page');
    await notKept(page).waitFor();
    await page.unroute('**/graphql');
    for (const text of ['stored in time', 'held by the page'])
      await message(bob.page, text).waitFor({ timeout: 30_000 });
    await log(page).getByText('Sending…').first().waitFor({ state: 'detached' });
    let posts = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes('PostMessage')) posts += 1;
    });
    await page.reload();
    await message(page, 'held by the page').waitFor();
    await eventually(async () => expect(await stored(page)).toBe('[]'));
    expect(posts).toBe(0);
    for (const text of ['stored in time', 'held by the page']) expect(await message(bob.page, text).count()).toBe(1);
    await ann.context.close();
  }, 90_000);

  it('lets two tabs read and write where neither hears the other', async () => {
    const ann = await enterWith(faults['has channels that carry nothing'] ?? '');
    await signInByForm(ann.page, 'ann', PASSWORD);
    const second = await ann.context.newPage();
    for (const page of [ann.page, second]) await openRoom(page, 'tea');
    for (const [page, text] of [
      [ann.page, 'from the first tab'],
      [second, 'from the second tab'],
    ] as const) {
      await page.bringToFront();
      await say(page, text);
      await message(bob.page, text).waitFor({ timeout: 40_000 });
    }
    for (const page of [ann.page, second]) {
      await page.bringToFront();
      await message(page, 'from the second tab').waitFor({ timeout: 40_000 });
    }
    expect(await message(bob.page, 'from the first tab').count()).toBe(1);
    await ann.context.close();
  }, 120_000);

  it('shows the emoji where it keeps nothing', async () => {
    const ann = await enterWith(faults['never opens IndexedDB'] ?? '');
    await signInByForm(ann.page, 'ann', PASSWORD);
    await openRoom(ann.page, 'tea');
    await composer(ann.page).fill(':teac');
    await ann.page.getByRole('option', { name: /🍵/ }).waitFor();
    await ann.context.close();
  }, 60_000);
});

/** What the outbox has in the browser's store, asked for by another page: this one may have lost the way there. */
async function stored(page: Page): Promise<string> {
  const other = await page.context().newPage();
  try {
    await other.goto('/favicon.svg');
    return await other.evaluate<string>(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('confab-outbox');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const all = opening.result.transaction('messages').objectStore('messages').getAll();
        all.onsuccess = () => resolve(JSON.stringify(all.result.map(({ text }) => text)));
      };
    })`);
  } finally {
    await other.close();
  }
}
