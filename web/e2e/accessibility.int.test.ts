import { PASSWORD } from './api.ts';
import { violations } from './axe.ts';
import type { Visitor } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { signInAs } from './steps.ts';
import { furnish } from './views/furnish.ts';
import { openViews } from './views/pages.ts';
import { colorSchemes, languages, type View } from './views/view.ts';
import { views } from './views/views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await furnish(stage.product.url);
}, 60_000);
afterAll(() => stage?.close());

/** The longer texts of Russian on the narrowest page: as many pixels as 200 % zoom leave of 640. */
const variants = [
  { language: 'en', viewport: { width: 1100, height: 760 } },
  { language: 'ru', viewport: { width: 320, height: 480 } },
] as const;

const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const MOVING = 'document.getAnimations().filter((each) => each.effect.getComputedTiming().activeDuration > 0).length';

describe.each(variants)('every page and dialog in $language at $viewport.width pixels', ({ language, viewport }) => {
  const texts = languages[language];
  let ann: Visitor;

  beforeAll(async () => {
    ann = await stage.enter('ann', { locale: language, viewport, reducedMotion: 'reduce' });
  }, 60_000);
  afterAll(() => ann?.context.close());

  /** What axe finds in either theme, how far the page can be scrolled sideways, and what moves for somebody who asked for nothing to move. */
  async function examine({ open, leave, upTo }: View): Promise<void> {
    const { page } = ann;
    await page.setViewportSize({ ...viewport, width: Math.min(viewport.width, upTo ?? viewport.width) });
    await open(page, texts);
    try {
      for (const [at, colorScheme] of colorSchemes.entries()) {
        await page.emulateMedia({ colorScheme });
        const found = await violations(page, at === 0 ? 'all' : 'colours');
        expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
      }
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      expect(await page.evaluate(OVERHANG)).toBe(0);
      expect(await page.evaluate(MOVING)).toBe(0);
    } finally {
      await leave?.(page, texts);
    }
  }

  it.each(openViews)('has nothing that axe finds, sticks out or moves: $name', examine);

  it('lets ann in', () => signInAs(ann.page, { username: 'ann', password: PASSWORD, texts }));

  it.each(views)('has nothing that axe finds, sticks out or moves: $name', examine);
});
