import { join } from 'node:path';
import { PASSWORD } from './api.ts';
import { signIn } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { openViews } from './views/pages.ts';
import { colorSchemes, type Language, languages, type View } from './views/view.ts';
import { views } from './views/views.ts';

/**
 * `npm run screenshots -w web [pattern]`: every view, or those whose name the regular expression matches, at three widths, in both themes
 * and languages, as `screenshots/<view>-<width>-<theme>-<language>.png`. They are there to be looked at; the folder is not committed.
 */
const WIDTHS = [390, 768, 1440];
const HEIGHTS: Record<number, number> = { 390: 844, 768: 1024, 1440: 900 };
const wanted = new RegExp(process.argv[2] ?? '');

const stage = await openFurnishedStage();
/** Views that could not be opened; the others are taken all the same. */
const failures: string[] = [];
try {
  for (const language of Object.keys(languages) as Language[]) await shoot(language);
} finally {
  await stage.close();
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length ? 1 : 0;

async function shoot(language: Language): Promise<void> {
  const ann = await stage.enter('ann', { locale: language, reducedMotion: 'reduce' });
  const texts = languages[language];

  async function shootAt({ name, open, leave }: View, width: number): Promise<void> {
    await ann.page.setViewportSize({ width, height: HEIGHTS[width] as number });
    await open(ann.page, texts);
    for (const colorScheme of colorSchemes) {
      await ann.page.emulateMedia({ colorScheme });
      await ann.screenshot(join('views', `${name}-${width}-${colorScheme}-${language}`));
    }
    await leave?.(ann.page, texts);
  }

  async function shootAll(list: readonly View[]): Promise<void> {
    for (const view of list.filter(({ name }) => wanted.test(name))) {
      for (const width of WIDTHS.filter((each) => each >= (view.from ?? each) && each <= (view.upTo ?? each))) {
        await shootAt(view, width).catch((error) => {
          failures.push(`${view.name}, ${width} px, ${language}: ${error}`);
          return ann.page.goto('about:blank');
        });
      }
    }
  }

  await shootAll(openViews);
  await signIn(ann.page, 'ann', PASSWORD, texts);
  await shootAll(views);
  await ann.context.close();
}
