import { join } from 'node:path';
import { PASSWORD } from './api.ts';
import { openStage } from './stage.ts';
import { signInAs } from './steps.ts';
import { colorSchemes, furnish, type Language, languages, openViews, type View, views } from './views.ts';

/**
 * `npm run screenshots -w web [name]`: every view, or those whose name contains the argument, at three widths, in both themes and languages,
 * as `screenshots/<view>-<width>-<theme>-<language>.png`. They are there to be looked at; the folder is not committed.
 */
const WIDTHS = [320, 768, 1440];
const HEIGHTS: Record<number, number> = { 320: 640, 768: 1024, 1440: 900 };
const [, , wanted = ''] = process.argv;

const stage = await openStage();
try {
  await furnish(stage.product.url);
  for (const language of Object.keys(languages) as Language[]) {
    for (const colorScheme of colorSchemes) await shoot(language, colorScheme);
  }
} finally {
  await stage.close();
}

async function shoot(language: Language, colorScheme: 'light' | 'dark'): Promise<void> {
  const ann = await stage.enter('ann', { locale: language, colorScheme });
  const texts = languages[language];

  async function shootAll(list: readonly View[]): Promise<void> {
    for (const { name, open, upTo } of list) {
      for (const width of WIDTHS) {
        if (!name.includes(wanted) || (upTo && width > upTo)) continue;
        await ann.page.setViewportSize({ width, height: HEIGHTS[width] as number });
        await open(ann.page, texts);
        await ann.page.evaluate('Promise.allSettled(document.getAnimations().map((each) => each.finished))');
        await ann.screenshot(join('views', `${name}-${width}-${colorScheme}-${language}`));
      }
    }
  }

  await shootAll(openViews);
  await signInAs(ann.page, { username: 'ann', password: PASSWORD, texts });
  await shootAll(views);
  await ann.context.close();
}
