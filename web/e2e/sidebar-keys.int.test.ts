import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { drawn, type Visitor } from './browser.ts';
import { focused, hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

describe('the navigation by keys', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(page, 'general');
    await composer(page).waitFor();
    await region('Rooms').getByRole('link').first().waitFor();
    // What it takes is loaded with the first focus.
    await nav().getByRole('link', { name: 'Lobby' }).focus();
    await nav().locator('.entry[tabindex="-1"]').first().waitFor();
  }, 60_000);
  afterAll(() => stage?.close());

  const nav = (): Locator => page.getByRole('navigation', { name: 'Rooms and people' });
  const region = (name: string): Locator => nav().getByRole('region', { name, exact: true });
  const heading = (name: string): Locator => region(name).getByRole('button', { name, exact: true });
  const entries = (name: string): Locator => region(name).getByRole('link');
  const press = (key: string) => page.keyboard.press(key);

  it('has one tab stop for each region', async () => {
    await page.getByRole('link', { name: 'Skip to content' }).focus();
    const regions = new Set<string>();
    const stops: string[] = [];
    await nav().getByRole('link', { name: 'Lobby' }).focus();
    for (;;) {
      const stop = await page.evaluate<{ region: string; name: string } | null>(`(() => {
        const { activeElement: at } = document;
        if (!at.closest('nav')) return null;
        return { region: at.closest('section')?.ariaLabel ?? 'Lobby', name: at.textContent.trim() };
      })()`);
      if (!stop) break;
      stops.push(stop.region);
      regions.add(stop.region);
      await press('Tab');
    }
    expect(stops).toEqual([...regions]);
    expect(stops).toEqual(['Lobby', 'Invitations', 'Mentions', 'Favourites', 'People', 'Rooms']);
    expect(await nav().locator('a[href]').count()).toBeGreaterThan(30);
  });

  it('comes with Tab to the page that is open', async () => {
    await heading('People').focus();
    await press('Tab');
    expect(await hasFocus(region('Rooms').getByRole('link', { name: /^general/ }))).toBe(true);
    await press('Shift+Tab');
    expect(await hasFocus(heading('People'))).toBe(true);
  });

  it('goes with the arrow keys through headings and entries, and over the edges of regions', async () => {
    await heading('People').focus();
    await press('ArrowDown');
    expect(await hasFocus(entries('People').first())).toBe(true);
    await press('End');
    expect(await hasFocus(entries('People').last())).toBe(true);
    await press('ArrowDown');
    expect(await hasFocus(heading('Rooms'))).toBe(true);
    await press('ArrowUp');
    expect(await hasFocus(entries('People').last())).toBe(true);
    await press('Home');
    expect(await hasFocus(heading('People'))).toBe(true);
    await press('ArrowRight');
    expect(await hasFocus(region('People').getByRole('button', { name: 'Find someone to message' }))).toBe(true);
    await press('ArrowLeft');
    expect(await hasFocus(heading('People'))).toBe(true);
  });

  it('answers an invitation, makes a favourite and opens a room', async () => {
    await heading('Invitations').focus();
    await press('ArrowDown');
    const first = region('Invitations').getByRole('listitem').first();
    expect(await hasFocus(first.getByRole('link'))).toBe(true);
    await press('ArrowRight');
    expect(await hasFocus(first.getByRole('button', { name: 'Join', exact: true }))).toBe(true);
    await press('ArrowRight');
    expect(await hasFocus(first.getByRole('button', { name: 'Decline', exact: true }))).toBe(true);
    await press('ArrowDown');
    expect(await hasFocus(region('Invitations').getByRole('listitem').nth(1).getByRole('link'))).toBe(true);
    await heading('Rooms').focus();
    await press('End');
    await press('ArrowRight');
    const star = region('Rooms')
      .getByRole('button', { name: /to favourites$/ })
      .last();
    await focused(star);
    expect(await page.evaluate('getComputedStyle(document.activeElement).opacity')).toBe('1');
    await press('ArrowLeft');
    await press('Enter');
    await page.waitForURL((url) => url.pathname !== '/rooms/general');
  });

  it('keeps its one stop where what had it is gone', async () => {
    await openRoom(page, 'general');
    await heading('People').focus();
    await region('People').locator('.entry[tabindex="-1"]').first().waitFor();
    await press('ArrowDown');
    await press('Home');
    await press('Enter');
    await region('People').getByRole('list').waitFor({ state: 'detached' });
    const stops = () => region('People').locator('[tabindex="0"]').count();
    await eventually(async () => expect(await stops()).toBe(1));
    await press('Enter');
    await region('People').getByRole('list').waitFor();
    await eventually(async () => expect(await stops()).toBe(1));
  });

  it('covers no name with what tells of unread entries', async () => {
    const frame = nav().locator('..');
    const pill = frame.getByRole('button', { name: /unread (?:below|above)/ });
    await page.mouse.move(100, 400);
    for (const turn of [0, 300, 300, 300]) {
      await page.mouse.wheel(0, turn);
      await drawn(page);
      for (const one of await pill.all()) {
        const [box, list] = await Promise.all([one.boundingBox(), nav().boundingBox()]);
        if (!box || !list) throw new Error('it is gone');
        expect(box.y + box.height <= list.y || box.y >= list.y + list.height).toBe(true);
      }
    }
    expect(await pill.count()).toBeGreaterThan(0);
  });

  it('does not jump under the eye where that comes and goes', async () => {
    const frame = nav().locator('..');
    const above = frame.getByRole('button', { name: /unread above/ });
    await page.mouse.move(100, 400);
    await page.mouse.wheel(0, -10_000);
    await above.waitFor({ state: 'detached' });
    const positions = () =>
      nav()
        .getByRole('link')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y));
    const step = 60;
    for (let scrolled = 0; scrolled < 20 && (await above.count()) === 0; scrolled += 1) {
      const [before] = await positions();
      await page.mouse.wheel(0, step);
      await drawn(page);
      await drawn(page);
      const [after] = await positions();
      expect(Math.round((before ?? 0) - (after ?? 0))).toBe(step);
    }
    expect(await above.count()).toBe(1);
  });

  it('no script fails meanwhile', () => expect(ann.complaints).toEqual([]));
});
