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
  });
});
