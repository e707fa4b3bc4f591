import { PASSWORD } from './api.ts';
import { violations } from './axe.ts';
import { drawn, type Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { signInAs } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { openViews } from './views/pages.ts';
import { languages, openLayers, type View } from './views/view.ts';
import { views } from './views/views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openFurnishedStage();
}, 60_000);
afterAll(() => stage?.close());

const wide = { width: 1100, height: 760 };
/** As many pixels as 200 % zoom leave of 640. */
const narrow = { width: 320, height: 480 };

/** A view is opened as it looks first and changed to the second. The languages take the widths the other way round: together they show either in both themes. */
const variants = [
  {
    language: 'en',
    first: { colorScheme: 'light', viewport: wide },
    second: { colorScheme: 'dark', viewport: narrow },
  },
  {
    language: 'ru',
    first: { colorScheme: 'light', viewport: narrow },
    second: { colorScheme: 'dark', viewport: wide },
  },
] as const;
type Look = (typeof variants)[number]['first' | 'second'];

const MOVING = 'document.getAnimations().filter((each) => each.effect.getComputedTiming().activeDuration > 0).length';

describe.each(variants)('every page and dialog in $language', ({ language, first, second }) => {
  const texts = languages[language];
  let ann: Visitor;

  beforeAll(async () => {
    ann = await stage.enter('ann', { locale: language, reducedMotion: 'reduce' });
  }, 60_000);
  afterAll(() => ann?.context.close());

  async function turn(
    { colorScheme, viewport }: Look,
    { from = 0, upTo = Number.POSITIVE_INFINITY }: View,
  ): Promise<void> {
    await ann.page.emulateMedia({ colorScheme });
    await ann.page.setViewportSize({ ...viewport, width: Math.min(Math.max(viewport.width, from), upTo) });
    await drawn(ann.page);
  }

  /** What axe finds, what can be scrolled sideways, what moves for somebody who asked for nothing to move, and what is open above the page. */
  async function examined() {
    const { page } = ann;
    const found = await violations(page);
    const moving = await page.evaluate(MOVING);
    return { found, overhang: await overhang(page), moving, open: await openLayers(page).count() };
  }

  async function examine(view: View): Promise<void> {
    const { open, leave } = view;
    const { page } = ann;
    await turn(first, view);
    await open(page, texts);
    try {
      const layers = await openLayers(page).count();
      const nothing = { found: [], overhang: [], moving: 0, open: layers };
      expect({ look: first, ...(await examined()) }).toEqual({ look: first, ...nothing });
      await turn(second, view);
      expect({ look: second, ...(await examined()) }).toEqual({ look: second, ...nothing });
      expect(await page.getAttribute('html', 'lang')).toBe(language);
    } finally {
      await leave?.(page, texts);
    }
  }

  it.each(openViews)('has nothing that axe finds, sticks out or moves: $name', examine);

  it('lets ann in', () => signInAs(ann.page, { username: 'ann', password: PASSWORD, texts }));

  it.each(views)('has nothing that axe finds, sticks out or moves: $name', examine);
});
