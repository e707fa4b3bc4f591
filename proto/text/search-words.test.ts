import fc from 'fast-check';
import { foldEmoji, foldForSearch, holdsTouchingParts, searchParts } from './search-words.ts';

const partsOf = (text: string): string[] => [...searchParts(text)].map(({ text }) => text);

describe('what a search compares', () => {
  it.each([
    ['Café', 'cafe'],
    ['Straße STRASSE', 'strasse strasse'],
    ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
    ['Đường Nguyễn', 'duong nguyen'],
    ['Łódź Ærø cœur', 'lodz aero coeur'],
    ['Ёж й Й за́мок', 'еж й й замок'],
    ['Ελλάς ΕΛΛΆΣ', 'ελλασ ελλασ'],
    ['ﬁne Ａ１', 'fine a1'],
    ['مُحَمَّد أحمد ــ', 'محمد احمد '],
    ['Àﹽ', 'a'],
    ['שָׁלוֹם', 'שלום'],
    ['が ガ ｶﾞ', 'が ガ ガ'],
    ['สมชาย กี่', 'สมชาย กี่'],
    ['हिन्दी', 'हिन्दी'],
    ['서울', '서울'],
  ])('%j is %j', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded.normalize('NFC'));
  });

  it('is the same when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });
});

describe('the words of a text', () => {
  it.each([
    ['Hello, world!', ['Hello', 'world']],
    ['v2上海', ['v2', '上海']],
    ['我家在上海东边。Yes', ['我家在上海东边', 'Yes']],
    ['2024年', ['2024', '年']],
    ['コーヒーlatte', ['コーヒー', 'latte']],
    ['ไปกรุงเทพ', ['ไปกรุงเทพ']],
    ['🙂 --- !', ['🙂']],
    ['❤️ ❤︎ 👍🏽! 👩‍💻🇩🇪🇫🇷1️⃣ ok', ['❤️', '❤︎', '👍🏽', '👩‍💻', '🇩🇪', '🇫🇷', '1️⃣', 'ok']],
    ['\ufe0f x\ufe0f', ['x']],
  ])('in %j are %j', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });
});

describe('the signs around a word', () => {
  it.each([
    ['C++ is', ['C++', 'is']],
    ['(C#).', ['C#']],
    ['use .NET, not #123', ['use', '.NET', 'not', '#123']],
    ['node.js.', ['node', '-.-js']],
    ['don’t well-known. Yes', ['don', 't', 'well', 'known', 'Yes']],
    ['1.2.3', ['1', '-.-2', '-.-3']],
    ['2024‑01', ['2024', '---01']],
    ['3,14 a,b', ['3', '-,-14', 'a', 'b']],
    ['src/app.ts', ['src', '-/-app', '-.-ts']],
    ['ann@example.com', ['ann', '-@-example', '-.-com']],
    ['wait...what', ['wait', 'what']],
    ['100% $5', ['100%', '$5']],
  ])('of %j are %j', (text, parts) => {
    const shown = [...searchParts(text)].map(({ text, leading, joining, trailing }) =>
      joining ? `-${joining}-${text}` : leading + text + trailing,
    );
    expect(shown).toEqual(parts);
  });
});

describe('an emoji', () => {
  it('is the same with and without a selector, and without its skin tone where that is asked for', () => {
    expect(foldEmoji('❤️')).toBe(foldEmoji('❤'));
    expect(foldEmoji('👍🏽')).not.toBe('👍');
    expect(foldEmoji('👍🏽', { plain: true })).toBe('👍');
  });
});

describe('a part of a word', () => {
  it.each([
    ['我家在上海东边', '上海', true],
    ['我家在上海东边', '上海东', true],
    ['上海在海东边', '上海东', false],
    ['東京都', '京都', true],
    ['Coffee ｺｰﾋｰ', 'コーヒー', true],
    ['plain', 'other', true],
  ])('of %j is %j: %s', (text, search, holds) => {
    expect(holdsTouchingParts(text, search)).toBe(holds);
  });
});
