import { readFileSync } from 'node:fs';
import { PASSWORD } from './api.ts';
import { violations } from './axe.ts';
import { drawn, type Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { openViews } from './views/pages.ts';
import { LAYERS, type Language, languages, openLayers, type View } from './views/view.ts';
import { views } from './views/views.ts';
import { misfits } from './window-fit.ts';
import { VIEWER } from './workspace/open-workspace.ts';

/** A desk, a tablet, a phone, a small one (as many pixels as 200 % zoom leave of 640), and what 200 % zoom leaves of a screen of 1280 × 720. */
export const sizes = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
  { width: 640, height: 360 },
  { width: 320, height: 480 },
];

export interface Examination {
  language: Language;
  /** The order of the sizes. At the first one axe looks too. */
  order: typeof sizes;
  /** The theme of all sizes but the last, which is in the other one. */
  theme: 'light' | 'dark';
  open(): Promise<Stage>;
}

const MOVING = 'document.getAnimations().filter((each) => each.effect.getComputedTiming().activeDuration > 0).length';
const OUT_OF_REACH = readFileSync(new URL('in-page/out-of-reach.js', import.meta.url), 'utf8');
const NAMELESS_STOPS = readFileSync(new URL('in-page/tab-stops.js', import.meta.url), 'utf8');

/** Tests that every view, in one language, has nothing that axe finds, that sticks out, can't be reached or moves, at each size. */
export function examineViews({ language, order, theme, open: openStage }: Examination): void {
  const texts = languages[language];
  const lastTheme = theme === 'light' ? 'dark' : 'light';
  let stage: Stage;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openStage();
    // Where things are is judged as they come to rest.
    ann = await stage.enter(VIEWER, { locale: language, reducedMotion: 'reduce' });
  }, 60_000);
  afterAll(() => stage?.close());

  async function turn(colorScheme: 'light' | 'dark', viewport: (typeof sizes)[number]): Promise<void> {
    await ann.page.emulateMedia({ colorScheme });
    await ann.page.setViewportSize(viewport);
    await drawn(ann.page);
  }

  /**
   * What sticks out of the page or its window, can't be clicked, is a tab stop without a name in some browser, or moves for somebody who asked for
   * nothing to move; and what is open above the page.
   */
  async function looked() {
    const { page } = ann;
    return {
      sticksOut: [...(await overhang(page)), ...(await misfits(page))],
      outOfReach: await page.evaluate(OUT_OF_REACH),
      namelessStops: await page.evaluate(NAMELESS_STOPS),
      moving: await page.evaluate(MOVING),
      layers: await openLayers(page).count(),
    };
  }

  /** Opens it at the first size, where axe looks at it, or at what is open above it; then it is looked at in each. */
  async function examine({ from = 0, upTo = Number.POSITIVE_INFINITY, open, leave }: View): Promise<void> {
    const { page } = ann;
    const fitting = order.filter(({ width }) => width >= from && width <= upTo);
    const [first, last] = [fitting[0], fitting.at(-1)];
    if (first) await turn(theme, first);
    await open(page, texts);
    try {
      const layers = await openLayers(page).count();
      const faultless = { found: [], sticksOut: [], outOfReach: [], namelessStops: [], moving: 0, layers };
      for (const size of fitting) {
        await turn(size === last && size !== first ? lastTheme : theme, size);
        const found = size === first ? await violations(page, layers > 0 ? LAYERS : undefined) : [];
        expect({ size, found, ...(await looked()) }).toEqual({ size, ...faultless });
      }
      expect(await page.getAttribute('html', 'lang')).toBe(language);
    } finally {
      await leave?.(page, texts);
    }
  }

  it.each(openViews)('has nothing that axe finds, sticks out or moves: $name', examine);

  it('lets ann in', () => signIn(ann.page, VIEWER, PASSWORD, texts));

  it.each(views)('has nothing that axe finds, sticks out or moves: $name', examine);
}
