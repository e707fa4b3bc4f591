import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { log, openRoom, signIn } from './steps.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Search messages' });
const input = (page: Page): Locator => dialog(page).getByRole('searchbox', { name: 'What to look for' });
const results = (page: Page): Locator => dialog(page).getByRole('list', { name: 'Found messages' }).getByRole('link');

describe('searching messages', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openStage();
    const other = await registerOverApi(stage.product.url, 'ann');
    bob = await registerOverApi(stage.product.url, 'bob');
    for (const room of ['tea', 'juice']) {
      await bob.createRoom(room);
      await other.join(room);
    }
    await bob.post('tea', 'a blue teapot, very old');
    await bob.post('tea', '<img src=x onerror="alert(1)"> blue teapots are rare');
    for (let n = 1; n <= 150; n += 1) await bob.post('tea', `message number ${n}`);
    await other.readAll('tea');
    await bob.post('juice', 'no teapot here');
    await bob.write('ann', 'I broke your teapot');
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
  }, 90_000);
  afterAll(() => stage?.close());

  it('finds in the room that is open, and jumps to a message far above', async () => {
    const { page } = ann;
    await page.goto('/rooms/tea');
    await log(page).getByText('message number 150').waitFor();
    await page.getByRole('button', { name: 'Search messages' }).click();
    await input(page).fill('old teapots');
    await results(page).filter({ hasText: 'very old' }).waitFor();
    expect(await results(page).count()).toBe(1);
    expect(await results(page).locator('mark').allInnerTexts()).toEqual(['teapot', 'old']);
    await ann.screenshot('search');
    await results(page).first().click();
    await log(page).getByText('a blue teapot, very old').waitFor();
    await dialog(page).waitFor({ state: 'hidden' });
    expect(page.url()).toContain('/rooms/tea?message=');
  });

  it('finds everywhere, the newest first, and shows texts as texts', async () => {
    const { page } = ann;
    await page.keyboard.press('Control+Shift+F');
    await input(page).fill('teapot');
    await dialog(page).getByRole('combobox', { name: 'Where' }).selectOption('Everywhere');
    await results(page).filter({ hasText: 'I broke your teapot' }).waitFor();
    expect(await results(page).count()).toBe(4);
    expect(await results(page).first().textContent()).toContain('with bob');
    expect(await results(page).nth(1).textContent()).toContain('in juice');
    expect(await dialog(page).locator('img').count()).toBe(0);
    await results(page).first().click();
    await page.waitForURL('**/direct/bob?message=*');
    await log(page).getByText('I broke your teapot').waitFor();
  });

  it('shows more of what is found, as far as there is any, nothing twice', async () => {
    const { page } = ann;
    await openRoom(page, 'tea');
    await page.getByRole('button', { name: 'Search messages' }).click();
    await input(page).fill('message number');
    await results(page).filter({ hasText: 'message number 150' }).waitFor();
    const more = dialog(page).getByRole('button', { name: 'Show more' });
    const first = await results(page).count();
    expect(first).toBeLessThan(150);
    for (let shown = first; shown < 150; shown = await results(page).count()) {
      await more.click();
      await results(page).nth(shown).waitFor();
    }
    expect(await more.count()).toBe(0);
    const numbers = (await results(page).allInnerTexts()).map((text) => Number(/message number (\d+)/.exec(text)?.[1]));
    expect(numbers).toEqual(Array.from({ length: 150 }, (_, n) => 150 - n));
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('says so where nothing is found', async () => {
    const { page } = ann;
    await page.keyboard.press('Control+Shift+F');
    await input(page).fill('samovar');
    await dialog(page).getByText('Nothing was found.').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
