import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { log, openRoom, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Search messages' });
const input = (page: Page): Locator => dialog(page).getByRole('searchbox', { name: 'What to look for' });
const results = (page: Page): Locator => dialog(page).getByRole('list', { name: 'Found messages' }).getByRole('link');

describe('searching messages', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    const other = await stage.user('ann');
    bob = await stage.user('bob');
    await bob.createRoom('tea');
    await bob.createRoom('juice', { displayName: 'Fresh juices' });
    for (const room of ['tea', 'juice']) await other.join(room);
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
    expect(await results(page).first().textContent()).toContain('with Bob Okafor');
    expect(await results(page).nth(1).textContent()).toContain('in Fresh juices');
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

  it('keeps its words and results when one goes to a hit and comes back', async () => {
    const { page } = ann;
    await openRoom(page, 'tea');
    await page.getByRole('button', { name: 'Search messages' }).click();
    await input(page).fill('message number');
    await results(page).filter({ hasText: 'message number 150' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Show more' }).click();
    const far = results(page).nth(30);
    const text = await far.textContent();
    await far.click();
    await dialog(page).waitFor({ state: 'hidden' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.postData() ?? ''));
    await page.getByRole('button', { name: 'Search messages' }).click();
    expect(await input(page).inputValue()).toBe('message number');
    expect(await results(page).nth(30).textContent()).toBe(text);
    const height = page.viewportSize()?.height ?? 0;
    await eventually(async () => expect((await results(page).nth(30).boundingBox())?.y).toBeLessThan(height));
    expect(asked.filter((body) => body.includes('SearchMessages'))).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('offers all rooms where it finds nothing in the one that is open', async () => {
    const { page } = ann;
    await openRoom(page, 'juice');
    await page.keyboard.press('Control+Shift+F');
    await input(page).fill('blue teapots');
    await dialog(page).getByRole('option', { name: 'In Fresh juices' }).waitFor({ state: 'attached' });
    await dialog(page).getByText('No results in Fresh juices').waitFor();
    await ann.screenshot('search-nothing-here');
    await dialog(page).getByRole('button', { name: 'Search all rooms' }).click();
    await results(page).filter({ hasText: 'very old' }).waitFor();
    expect(await results(page).count()).toBe(2);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('is offered by the switcher for what is typed there', async () => {
    const { page } = ann;
    await page.keyboard.press('Control+K');
    const switcher = page.getByRole('combobox', { name: 'Jump to a room or person' });
    await switcher.fill('very old teapot');
    const offer = page.getByRole('option', { name: 'Search messages for “very old teapot”' });
    await offer.waitFor();
    await page.getByText('No room or person matches').waitFor();
    await ann.screenshot('switcher-search');
    await switcher.press('Enter');
    expect(await input(page).inputValue()).toBe('very old teapot');
    await results(page).filter({ hasText: 'very old' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('finds a part of a word in Chinese, asked for when the input method has written it and not before', async () => {
    const { page, context } = ann;
    await bob.post('juice', '他们搬到南京西边');
    await page.keyboard.press('Control+Shift+F');
    const field = input(page);
    await field.fill('');
    const asked: string[] = [];
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      if (body.includes('SearchMessages'))
        asked.push((JSON.parse(body) as { variables: { text: string } }).variables.text);
    });
    const inputMethod = await context.newCDPSession(page);
    for (const text of ['n', 'na', 'nan', 'nanjing']) {
      await inputMethod.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1_000);
    await page.clock.runFor(1_000);
    expect(asked).toEqual([]);
    await inputMethod.send('Input.insertText', { text: '南京' });
    expect(await field.inputValue()).toBe('南京');
    await page.clock.runFor(10);
    await eventually(async () => expect(asked).toEqual(['南京']));
    await page.clock.resume();
    await eventually(async () => {
      await field.fill('南京西');
      await results(page).filter({ hasText: '他们搬到南京西边' }).waitFor({ timeout: 1_000 });
    });
    expect(await results(page).locator('mark').allInnerTexts()).toEqual(['南京西']);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('says so where nothing is found', async () => {
    const { page } = ann;
    await page.keyboard.press('Control+Shift+F');
    await input(page).fill('samovar');
    await dialog(page).getByText('No results').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('shows a text in words, without the marks of Markdown', async () => {
    const { page } = ann;
    await bob.post('juice', 'Steps: heat to `80 °C`\n\n> **patience** is a virtue');
    await page.goto('/rooms/juice');
    await log(page).getByText('is a virtue').waitFor();
    await page.keyboard.press('Control+Shift+F');
    await input(page).fill('patience');
    const text = results(page).locator('.text');
    await text.waitFor();
    expect(await text.textContent()).toBe('Steps: heat to 80 °C patience is a virtue');
    await page.keyboard.press('Escape');
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
