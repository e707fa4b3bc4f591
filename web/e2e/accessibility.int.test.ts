import { PASSWORD } from './api.ts';
import { violations } from './axe.ts';
import type { Visitor } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { signInAs } from './steps.ts';
import { colorSchemes, furnish, type Language, languages, openViews, views } from './views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await furnish(stage.product.url);
}, 60_000);
afterAll(() => stage?.close());

const variants = Object.keys(languages).flatMap((language) =>
  colorSchemes.map((colorScheme) => ({ language: language as Language, colorScheme })),
);

describe.each(variants)('axe, in $language and $colorScheme', ({ language, colorScheme }) => {
  const texts = languages[language];
  let ann: Visitor;

  beforeAll(async () => {
    ann = await stage.enter('ann', { locale: language, colorScheme });
  }, 60_000);
  afterAll(() => ann?.context.close());

  it.each(openViews)('finds nothing wrong with $name', async ({ open }) => {
    await open(ann.page, texts);
    expect(await ann.page.getAttribute('html', 'lang')).toBe(language);
    expect(await violations(ann.page)).toEqual([]);
  });

  it('finds nothing wrong once signed in', async () => {
    await signInAs(ann.page, { username: 'ann', password: PASSWORD, texts });
    expect(await violations(ann.page)).toEqual([]);
  });

  it.each(views)('finds nothing wrong with $name', async ({ open, upTo }) => {
    await ann.page.setViewportSize({ width: upTo ?? 1100, height: 760 });
    await open(ann.page, texts);
    expect(await violations(ann.page)).toEqual([]);
  });
});
