import { withEnding } from './with-ending.ts';

const ending = { text: '(edited by <b>)', title: 'Edited "today"' };
const remark = '<span class="ending" title="Edited &quot;today&quot;">(edited by &lt;b&gt;)</span>';

describe('that a message was edited', () => {
  it.each([
    ['a paragraph', '<p>one</p>\n<p>two</p>\n', `<p>one</p>\n<p>two ${remark}</p>\n`],
    ['a heading', '<h2 class="level-1">one</h2>\n', `<h2 class="level-1">one ${remark}</h2>\n`],
    ['a list', '<ul>\n<li>\n<p>one</p>\n</li>\n</ul>\n', `<ul>\n<li>\n<p>one ${remark}</p>\n</li>\n</ul>\n`],
    ['a quote', '<blockquote>\n<p>one</p>\n</blockquote>', `<blockquote>\n<p>one ${remark}</p>\n</blockquote>`],
  ])('is told in the last line of %s', (_, html, told) => expect(withEnding(html, ending)).toBe(told));

  it('is told below code, which has no place for it', () => {
    const code = '<p>see</p><pre><code>a</code></pre>';
    expect(withEnding(code, ending)).toBe(`${code}<p>${remark}</p>`);
  });
});
