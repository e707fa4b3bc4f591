import { readFileSync } from 'node:fs';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { signInAs } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { openViews } from './views/pages.ts';
import { languages, type View } from './views/view.ts';
import { views } from './views/views.ts';

const OUT_OF_REACH = readFileSync(new URL('in-page/out-of-reach.js', import.meta.url), 'utf8');

/** The longer texts of Russian on the narrowest page, and what a zoom of 200 % leaves of a screen of 1280 × 720. */
const variants = [
  { language: 'ru', viewport: { width: 320, height: 480 }, deviceScaleFactor: 1 },
  { language: 'en', viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
] as const;

const MAIN = [
  'lobby',
  'room',
  'direct',
  'drawer',
  'message-deletion',
  'switcher',
  'shortcuts',
  'account-menu',
  'search-results',
  'room-settings',
  'room-settings-members',
  'room-settings-ban',
  'settings',
  'admin-users',
  'admin-user-menu',
  'admin-user-rename',
  'admin-user-ban',
  'admin-message-edit',
  'admin-stream',
  'admin-health',
];
const mainViews = views.filter(({ name }) => MAIN.includes(name));

let stage: Stage;
beforeAll(async () => {
  stage = await openFurnishedStage();
}, 60_000);
afterAll(() => stage?.close());

describe.each(variants)('a page of $viewport.width × $viewport.height in $language', (variant) => {
  const texts = languages[variant.language];
  let ann: Visitor;

  beforeAll(async () => {
    const { language: locale, ...screen } = variant;
    // Where things are is judged as they come to rest.
    ann = await stage.enter('ann', { locale, ...screen, reducedMotion: 'reduce' });
  }, 60_000);
  afterAll(() => ann?.context.close());

  async function examine({ open, leave }: View): Promise<void> {
    await open(ann.page, texts);
    expect(await overhang(ann.page)).toEqual([]);
    expect(await ann.page.evaluate(OUT_OF_REACH)).toEqual([]);
    await leave?.(ann.page, texts);
  }

  it.each(openViews)('hides nothing at its side, and each button of a dialog is in reach: $name', examine);

  it('lets ann in', () => signInAs(ann.page, { username: 'ann', password: PASSWORD, texts }));

  it.each(mainViews)('hides nothing at its side, and each button of a dialog is in reach: $name', examine);
});
