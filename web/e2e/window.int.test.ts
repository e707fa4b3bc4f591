import type { Page } from 'playwright-core';
import { sections } from '../src/features/admin/sections.ts';
import { en as texts } from '../src/shared/locales/en/en.ts';
import { drawn, type Visitor } from './browser.ts';
import { intercept } from './intercept.ts';
import type { Stage } from './stage.ts';
import { composer, log, signIn } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { pages } from './views/pages.ts';
import { unreadViews } from './views/unread.ts';
import { goTo, openLayers, ready } from './views/view.ts';
import { fitsItsWindow } from './window-fit.ts';
import { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const windows = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Rooms and people' });

/** Turns the wheel over the bar, the navigation, the page and the composer, far further than anything goes. */
async function turnWheel(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() as { width: number; height: number };
  for (const [x, y] of [
    [0.5, 0.03],
    [0.05, 0.5],
    [0.5, 0.5],
    [0.5, 0.97],
  ] as const) {
    await page.mouse.move(width * x, height * y);
    await page.mouse.wheel(400, 3_000);
  }
  await drawn(page);
}

/** Opens the navigation where it is not beside the page. */
async function reachNavigation(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: /^Menu/ });
  await ready(menu.or(navigation(page)));
  if (await menu.isVisible()) await menu.click();
  await ready(navigation(page).getByRole('link'));
}

describe('the whole app in its window', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openFurnishedStage();
  }, 120_000);
  afterAll(() => stage?.close());

  /** Somebody for whom news stay news, whatever was looked at before. */
  async function enter(name: string, size = windows[0]): Promise<Visitor> {
    const visitor = await stage.enter(name, { viewport: size as (typeof windows)[number], reducedMotion: 'reduce' });
    await intercept(visitor.context, 'MarkRead', (route) => route.abort());
    return visitor;
  }

  describe('does not move in it', () => {
    let ann: Visitor;
    beforeAll(async () => {
      ann = await enter(VIEWER);
      await signIn(ann.page, VIEWER, WORKSPACE_PASSWORD);
    }, 60_000);
    afterAll(() => ann?.context.close());

    // Without a network, parts that only another size has cannot be loaded.
    it.each([...pages, ...unreadViews].filter(({ name, upTo }) => name !== 'offline' && upTo === undefined))(
      'when one looks at $name, and turns the wheel, whatever its size',
      async ({ open, leave }) => {
        await open(ann.page, texts);
        for (const size of windows) {
          await ann.page.setViewportSize(size);
          await fitsItsWindow(ann.page);
          await turnWheel(ann.page);
          await fitsItsWindow(ann.page);
        }
        await leave?.(ann.page, texts);
      },
    );

    it('and no script failed meanwhile', () => expect(ann.complaints).toEqual([]));
  });

  describe.each(windows)('fits into $width × $height pixels', (size) => {
    let ann: Visitor;
    let page: Page;

    beforeAll(async () => {
      ann = await enter(VIEWER, size);
      page = ann.page;
    }, 60_000);
    afterAll(() => ann?.context.close());

    it('when one signs in, or makes an account', async () => {
      await page.goto('/login');
      await page.getByRole('button', { name: 'Create account' }).click();
      await fitsItsWindow(page);
      await signIn(page, VIEWER, WORKSPACE_PASSWORD);
      await fitsItsWindow(page);
    });

    it.each(['finn', 'bob', 'мария', 'support', 'lunch'])(
      'when one opens what is unread in the navigation: %s',
      async (name) => {
        await goTo(page, '/');
        await reachNavigation(page);
        await navigation(page)
          .getByRole('link', { name: new RegExp(`^${name}`, 'iu') })
          .click();
        await ready(log(page).getByRole('article'));
        await fitsItsWindow(page);
        await turnWheel(page);
        await fitsItsWindow(page);
      },
    );

    it('when one walks through all that is unread by keys', async () => {
      await goTo(page, '/rooms/general');
      await ready(log(page));
      for (let i = 0; i < 5; i += 1) {
        const before = page.url();
        await page.keyboard.press('Alt+Shift+ArrowDown');
        await page.waitForURL((url) => url.href !== before);
        await ready(log(page));
        await fitsItsWindow(page);
      }
    });

    it('when one jumps to what was found', async () => {
      await goTo(page, '/rooms/general');
      await ready(log(page));
      await page.keyboard.press('Control+Shift+f');
      await page.getByRole('searchbox', { name: texts.search.text }).fill('build');
      const found = page.getByRole('list', { name: texts.search.results }).getByRole('link');
      await found.last().click();
      await ready(log(page).getByRole('article'));
      await openLayers(page).waitFor({ state: 'detached' });
      await fitsItsWindow(page);
      await turnWheel(page);
      await fitsItsWindow(page);
    });

    it('when it is a quarter as high, and all of it can be reached', async () => {
      await page.setViewportSize({ ...size, height: 200 });
      await goTo(page, '/rooms/general');
      await composer(page).fill('x');
      await page.getByRole('button', { name: 'Send' }).click({ trial: true });
      expect(await page.evaluate('document.scrollingElement.scrollHeight')).toBe(200);
      await page.setViewportSize(size);
    });

    it('when one administrates it', async () => {
      const admin = await enter(ADMINISTRATOR, size);
      await signIn(admin.page, ADMINISTRATOR, WORKSPACE_PASSWORD);
      for (const section of sections) {
        await goTo(admin.page, `/admin/${section}`);
        await ready(admin.page.getByRole('main').getByRole('heading'));
        await fitsItsWindow(admin.page);
        await turnWheel(admin.page);
        await fitsItsWindow(admin.page);
      }
      await admin.context.close();
    });

    it('and no script failed meanwhile', () => expect(ann.complaints).toEqual([]));
  });
});
