import { createOneLine } from './one-line.ts';
import { visibleText } from './testing/what-was-typed.ts';

const line = createOneLine(40);
const html = (text: string) => line(text, { viewerName: 'ann' }).trim();

describe('a quoted message', () => {
  it.each([
    ['**bold** `code` ~~no~~', '<strong>bold</strong> <code>code</code> <s>no</s>'],
    ['# title\n\n> said\n\n- one\n- two', 'title said one two'],
    ['3. three', '3. three'],
    ['one\ntwo', 'one\ntwo'],
    ['```js\na < b\n```', '<code>js\na &lt; b</code>'],
    ['|a|b|\n|-|-|\n|1|2|', 'a b 1 2'],
    ['[a](https://example.org/) and @ann', '<span>a</span> and <span class="mention own">@ann</span>'],
    ['>', '&gt;'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
  ])('renders Markdown in one line: %j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('is cut after some characters, and what is cut within marks keeps its ends', () => {
    expect(html(`**${'ж'.repeat(60)}** more`)).toBe(`<strong>${'ж'.repeat(40)}</strong>`);
    expect(visibleText(html('👍'.repeat(50)))).toBe('👍'.repeat(40));
  });

  it('is never empty and can never be clicked', () => {
    for (const text of [
      '```\n```',
      '` `',
      '[](https://example.org/)',
      '>',
      '#',
      '1.',
      'https://example.org/ @bob #tea',
    ]) {
      expect(visibleText(html(text))).not.toBe('');
      expect(html(text)).not.toContain('<a ');
    }
  });
});
