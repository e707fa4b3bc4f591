import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type EmojiData, emojiOf, findEmoji } from './emoji.ts';

const require = createRequire(import.meta.url);
const load = (language: string) =>
  emojiOf(
    JSON.parse(readFileSync(require.resolve(`emoji-picker-element-data/${language}/emojibase/data.json`), 'utf8')),
  );
const english = load('en');
const found = (search: string, emoji = english) => findEmoji(emoji, search).map(({ unicode }) => unicode);

describe('the emoji of a language', () => {
  it('are those that systems can show, in the order of Unicode, without parts of others', () => {
    const data: EmojiData[] = [
      { emoji: '😃', annotation: 'grin', group: 0, order: 2, version: 1 },
      { emoji: '😀', annotation: 'smile', group: 0, order: 1, version: 1 },
      { emoji: '🫩', annotation: 'new', group: 0, order: 3, version: 16 },
      { emoji: '🏻', annotation: 'skin', order: 4, version: 1 },
    ];
    expect(emojiOf(data).map(({ unicode }) => unicode)).toEqual(['😀', '😃']);
  });

  it('are found by every word of a search, of which the last may be unfinished', () => {
    expect(found('thumbs u')).toContain('👍️');
    expect(found('thumbs u')).not.toContain('🍵');
    expect(found('thum up')).toEqual([]);
    expect(found('Teacup')).toEqual(['🍵']);
    expect(found('party_po')).toContain('🎉');
    expect(found('чашка', load('ru'))).toContain('🍵');
  });

  it('are found by an emoticon, in letters of either size', () => {
    expect(found(':D')).toEqual(found(':d'));
    expect(found(':D')).toHaveLength(1);
    expect(found('<3')).toContain('❤️');
  });

  it('are none for what says too little', () => {
    expect(found('a')).toEqual([]);
    expect(found(' ')).toEqual([]);
  });
});
