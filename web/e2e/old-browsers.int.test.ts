import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oldestBrowsers } from '../scripts/browsers/supported.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

/** Each browser as it was before the oldest one of the list: without what that one brought. */
const OLDER: [string, string, string][] = [
  [
    'Safari 16.3',
    'en-GB',
    `{ const R = RegExp; window.RegExp = function (text, flags) { if (/\\(\\?</.test(text)) throw new SyntaxError(); return new R(text, flags); }; }`,
  ],
  ['Firefox 114', 'en-GB', 'delete Array.prototype.toSorted;'],
  ['Chrome 110', 'ru-RU', 'CSS.supports = () => false;'],
  ['a browser of 2012', 'ru-RU', 'delete window.CSS; delete Array.prototype.toSorted;'],
];
const TEXT = { 'en-GB': /^This browser is too old for Confab/, 'ru-RU': /^Этот браузер слишком старый для Confab/ };

const script = readFileSync(join(import.meta.dirname, '../public/old-browser.js'), 'utf8');

describe('a browser that is too old', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openEmptyStage();
  }, 60_000);
  afterAll(() => stage?.close());

  async function enter(locale: string, missing: string): Promise<Visitor> {
    const visitor = await stage.enter('ann', { locale });
    await visitor.page.addInitScript(missing);
    await visitor.page.goto('/');
    return visitor;
  }

  it.each(OLDER)('gets a sentence instead of an app that shows nothing: %s', async (_browser, locale, missing) => {
    const { page, context } = await enter(locale, missing);
    const sentence = page.getByRole('alert');
    await sentence.waitFor();
    expect(await sentence.textContent()).toMatch(TEXT[locale as keyof typeof TEXT]);
    expect(await page.getByRole('textbox').count()).toBe(0);
    await context.close();
  });

  it('is no other', async () => {
    const { page, context, complaints } = await enter('en-GB', '');
    await page.getByRole('textbox', { name: 'Username' }).waitFor();
    expect(await page.getByText(TEXT['en-GB']).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is told of every browser of the list, in both languages', () => {
    const versions = new Set(oldestBrowsers.map(({ version }) => version));
    for (const text of script.match(/(?<=(?:en|ru): ').*(?=')/g) ?? []) {
      expect(new Set(text.match(/\d[\d.]*\d/g))).toEqual(versions);
    }
    expect.assertions(2);
  });

  it('understands how it is told', () => {
    const code = script.replace(/\/\/.*$/gm, '');
    expect(code).not.toMatch(/=>|\b(?:const|let|class|async|await)\b|`|\?\.|\?\?|\.\.\./);
  });
});
