import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type NamedEmoji, rankEmoji } from './emoji-rank.ts';

const require = createRequire(import.meta.url);
const dataOf = (language: string): NamedEmoji[] => {
  const file = require.resolve(`emoji-picker-element-data/${language}/emojibase/data.json`);
  const emoji = JSON.parse(readFileSync(file, 'utf8')) as (Omit<NamedEmoji, 'unicode'> & { emoji: string })[];
  return emoji.map(({ emoji: unicode, ...rest }) => ({ unicode, ...rest }));
};
const data = { en: dataOf('en'), ru: dataOf('ru') };

/** What a search finds at least: whatever has a word, in any of its names, that begins so. */
function search(language: 'en' | 'ru', query: string): string[] {
  const found = data[language].filter(({ annotation, shortcodes = [], tags = [] }) =>
    [annotation, ...shortcodes, ...tags].some((name) =>
      name.split(/[\s_]+/).some((word) => word.toLowerCase().startsWith(query)),
    ),
  );
  return rankEmoji(found, query).map(({ unicode }) => unicode.replaceAll('\u{FE0F}', ''));
}

describe('emoji that are searched for', () => {
  it.each([
    ['heart', '❤'],
    ['thumb', '👍'],
    ['thumbs', '👍'],
    ['+1', '👍'],
    ['laugh', '😂'],
    ['joy', '😂'],
    ['cry', '😢'],
    ['sob', '😭'],
    ['fire', '🔥'],
    ['party', '🎉'],
    ['tada', '🎉'],
    ['pray', '🙏'],
    ['clap', '👏'],
    ['eyes', '👀'],
    ['cake', '🍰'],
    ['birthday', '🎂'],
    ['check', '✅'],
    ['rocket', '🚀'],
    ['cat', '🐈'],
  ])('begin for %j with %s', (query, first) => {
    expect(search('en', query)[0]).toBe(first);
  });

  it.each([
    ['сердце', '❤'],
    ['палец', '👍'],
    ['лайк', '👍'],
    ['огонь', '🔥'],
    ['праздник', '🎉'],
    ['сме', '😂'],
    ['плач', '😂'],
  ])('begin in Russian for %j with %s', (query, first) => {
    expect(search('ru', query)[0]).toBe(first);
  });

  it('come once each, and none is lost', () => {
    const all = search('en', 'heart');
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(20);
  });
});
