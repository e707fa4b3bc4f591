import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, signIn } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { VIEWER } from './workspace/open-workspace.ts';

const FORMATTER = '**/assets/render-message*.js';

async function boxOf(part: Locator) {
  const box = await part.boundingBox();
  if (!box) throw new Error('it is not on the screen');
  return { ...box, bottom: box.y + box.height, middle: box.y + box.height / 2 };
}

describe('what stands in a room', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openFurnishedStage();
    bob = await stage.user('bob');
    ann = await stage.enter(VIEWER);
    page = ann.page;
    await signIn(page, VIEWER, PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it.each([
    ['a plain line', 'plain words', 'plain words'],
    ['bold words', '**bold** words', 'bold words'],
    ['a list', '- one\n- the last', 'the last'],
    ['a numbered list', '1. one\n2. the second', 'the second'],
    ['a quote', '> what was said', 'what was said'],
    ['a heading', '# A title', 'A title'],
    ['what somebody does', '/me **waves** a lot', 'waves a lot'],
  ])('that a message was edited stands in its last line: %s', async (_, text, last) => {
    const id = await bob.post('tea', 'to be edited');
    await bob.edit(id, text);
    await openRoom(page, 'tea', `?message=${id}`);
    const row = page.locator(`[data-key="${id}"]`);
    const remark = row.getByText('(edited)', { exact: true });
    await remark.waitFor();
    const line = await boxOf(row.locator('p, h2').filter({ hasText: last }).last());
    expect(line.height).toBeLessThan(32);
    const { middle } = await boxOf(remark);
    expect(middle).toBeGreaterThan(line.y);
    expect(middle).toBeLessThan(line.bottom);
    expect(await remark.getAttribute('title')).toMatch(/^Edited /);
  });

  it.each([
    ['/rooms/announcements', 'Only owners and moderators can write in this room.'],
    ['/direct/peggy', 'You blocked peggy'],
  ])('the strip in place of the composer has as much above as below it: %s', async (path, text) => {
    await page.goto(path);
    const strip = page.getByText(text);
    await strip.waitFor();
    await log(page).waitFor();
    const { bottom } = await boxOf(log(page));
    const { middle } = await boxOf(strip);
    const height = page.viewportSize()?.height ?? 0;
    expect(Math.abs(middle - (bottom + height) / 2)).toBeLessThanOrEqual(3);
  });

  it('who types is told below the composer, with room for the letters, and moves nothing', async () => {
    await openRoom(page, 'tea');
    await composer(page).waitFor();
    const before = await boxOf(composer(page));
    await bob.call('mutation { setTyping(input: { room: "tea", typing: true }) }');
    const line = page.getByText('Bob Okafor is typing…');
    await line.waitFor();
    const { y, bottom, height } = await boxOf(line);
    const box = await boxOf(page.locator('form.composer'));
    expect(y).toBeGreaterThanOrEqual(box.bottom - 1);
    expect(bottom).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    expect(height).toBeGreaterThanOrEqual(20);
    expect(await boxOf(composer(page))).toEqual(before);
  });

  it('an empty room says once what it is', async () => {
    await page.goto('/rooms/empty-for-now');
    const main = page.getByRole('main');
    await main.getByText('This is the very beginning of the room.').waitFor();
    expect(await main.getByText(/No messages yet|Say something/).count()).toBe(0);
    const sentences = (await main.locator('.beginning').allInnerTexts()).join('\n').split('\n').filter(Boolean);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  describe('while the formatter is on its way', () => {
    let letIn = () => {};
    let lost = false;

    async function openTea(): Promise<Page> {
      const { promise, resolve } = Promise.withResolvers<void>();
      letIn = resolve;
      const tab = await ann.context.newPage();
      await tab.route(FORMATTER, async (route) => {
        await promise;
        await (lost ? route.abort() : route.continue());
      });
      await openRoom(tab, 'tea');
      await message(tab, 'bold words').last().waitFor();
      return tab;
    }

    const shownIn = (tab: Page) =>
      log(tab)
        .allInnerTexts()
        .then((texts) => texts.join('\n'));

    it('no mark of Markdown is seen, and then it is formatted', async () => {
      const tab = await openTea();
      const raw = await shownIn(tab);
      expect(raw).toContain('bold words');
      expect(raw).toContain('Something green, I think.');
      expect(raw).not.toMatch(/\*\*|```|^> |^# |`/m);
      letIn();
      await message(tab, 'bold words').last().locator('strong').waitFor();
      await tab.close();
    });

    it('it is as it was typed where the formatter does not come', async () => {
      lost = true;
      const tab = await openTea();
      letIn();
      await eventually(async () => expect(await shownIn(tab)).toContain('**bold** words'));
      await tab.close();
    });
  });
});
