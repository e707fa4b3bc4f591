import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { PASSWORD } from './api.ts';
import { drawn, type Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { log, openRoom, signIn } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { languages } from './views/view.ts';
import { views } from './views/views.ts';

const texts = languages.en;
/** What appears above the page, each in a way of its own. */
const SHOWN = ['message-deletion', 'shortcuts', 'account-menu', 'notifications-menu', 'drawer', 'toast-failed'];

const moved = (page: Page): Promise<string[]> => page.evaluate('motion.moved()');
const ground = (page: Page, selector: string): Promise<string> =>
  page.evaluate(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);

describe('what moves', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openFurnishedStage();
  }, 60_000);
  afterAll(() => stage?.close());

  async function enter(reducedMotion: 'reduce' | 'no-preference'): Promise<Visitor> {
    const ann = await stage.enter('ann', { viewport: { width: 700, height: 760 }, reducedMotion });
    await ann.page.addInitScript({ path: join(import.meta.dirname, 'in-page/motion.js') });
    await signIn(ann.page, 'ann', PASSWORD, texts);
    return ann;
  }

  /** Opens one thing after another, and resolves with what moved. */
  async function showAll(page: Page): Promise<string[]> {
    for (const { open, leave } of views.filter((view) => SHOWN.includes(view.name))) {
      await open(page, texts);
      await drawn(page);
      await leave?.(page, texts);
    }
    return moved(page);
  }

  /** Follows a link to a message, and resolves with what moved. */
  async function follow(page: Page): Promise<string[]> {
    await openRoom(page, 'tea');
    const id = await log(page)
      .getByRole('article')
      .filter({ hasText: 'Leaves or bags?' })
      .first()
      .getAttribute('data-key');
    await openRoom(page, 'tea', `?message=${id}`);
    await page.locator('article.highlighted').waitFor();
    await drawn(page);
    return moved(page);
  }

  it('is nothing for whoever asked for less motion; what they were led to stays marked', async () => {
    const { page, context } = await enter('reduce');
    expect(await showAll(page)).toEqual([]);
    expect(await follow(page)).toEqual([]);
    expect(await ground(page, 'article.highlighted')).not.toBe(await ground(page, 'article:not(.highlighted)'));
    await context.close();
  });

  it('is dialogs, the drawer, menus and what a link leads to, for others', async () => {
    const { page, context } = await enter('no-preference');
    const shown = await showAll(page);
    expect(shown).toEqual(expect.arrayContaining(['appear', 'rise', 'slide', 'opacity']));
    await eventually(async () => expect(await follow(page)).toContainEqual(expect.stringMatching(/^found/)));
    await context.close();
  });
});
