import { excerptOf, markWords } from './marked-text.ts';

const marked = (text: string, search: string) =>
  markWords(text, search)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');

describe('words that were looked for', () => {
  it.each([
    ['Green tea, green!', 'green', '[Green] tea, [green]!'],
    ['the room, many rooms', 'rooms', 'the [room], many [rooms]'],
    ['В комнате ёж', 'комнаты ЕЖ', 'В [комнате] [ёж]'],
    ['hello world', 'wor', 'hello [world]'],
    ['<b>tea</b>', 'tea', '<b>[tea]</b>'],
    ['我家在上海东边，上海', '上海', '我家在[上海]东边，[上海]'],
    ['上海上海', '上海', '[上海上海]'],
    ['新版v2上海站', 'v2 上海', '新版[v2][上海]站'],
    ['ｺｰﾋｰ を', 'コーヒー', '[ｺｰﾋｰ] を'],
    ['ฉันไปกรุงเทพ', 'กรุงเทพ', 'ฉันไป[กรุงเทพ]'],
    ['서울대학교', '대학', '서울[대학]교'],
    ['Un Café, cafe\u0301', 'cafe', 'Un [Café], [cafe\u0301]'],
    ['Große Straße', 'STRASSE', 'Große [Straße]'],
    ['İzmir ve ısı', 'izmir ISI', '[İzmir] ve [ısı]'],
    ['C, C++17 and c#', 'c++', 'C, [C++]17 and c#'],
    ['1 of v1.2.3', '1.2.3', '1 of v[1.2.3]'],
    ['a node, Node.js', 'node.js', 'a node, [Node.js]'],
    ['#123 and 123', '#123', '[#123] and 123'],
    ['go 🚀🚀 ❤️', '🚀 ❤', 'go [🚀🚀] [❤️]'],
    ['ok 👍🏽', '👍', 'ok [👍🏽]'],
    ['tea', '?', 'tea'],
    ['', 'tea', ''],
  ])('in %j by %j are %j', (text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });
});

describe('an excerpt', () => {
  it('is the whole of a short text', () => {
    expect(excerptOf('green tea', 'tea')).toEqual(markWords('green tea', 'tea'));
  });

  it('shows the first hit of a long one, with what stands before it', () => {
    const text = `${'word '.repeat(200)}tea${' more'.repeat(200)}`;
    const shown = excerptOf(text, 'tea');
    expect(shown.filter(({ hit }) => hit)).toEqual([{ text: 'tea', hit: true }]);
    const joined = shown.map((piece) => piece.text).join('');
    expect(joined).toMatch(/^….*word tea more.*…$/);
    expect([...joined].length).toBeLessThanOrEqual(282);
    expect(joined).toMatch(/^…word /);
  });
});
