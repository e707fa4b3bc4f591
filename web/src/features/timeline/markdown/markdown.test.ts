import { highlight } from './highlight.ts';
import { createMarkdown } from './markdown.ts';
import { actionOf, isPlainText } from './plain-text.ts';

const toHtml = createMarkdown({ highlight });
const html = (text: string) => toHtml(text, { viewerName: 'ann' }).trim();

describe('Markdown', () => {
  it.each([
    ['**bold** and *italic*', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['~~no~~', '<p><s>no</s></p>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['one\ntwo', '<p>one\ntwo</p>'],
    ['> said', '<blockquote>\n<p>said</p>\n</blockquote>'],
    ['- one\n- two', '<ul>\n<li>\n<p>one</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ul>'],
    ['3. three', '<ol start="3">\n<li><span class="number">3.</span>\n<p>three</p>\n</li>\n</ol>'],
    ['# one', '<h2 class="level-1">one</h2>'],
    ['###### six', '<h2 class="level-6">six</h2>'],
    [
      '|a|b|\n|-|-:|\n|1|2|',
      '<div class="wide" tabindex="0" role="group" aria-label="a, b"><table>\n<thead>\n<tr>\n<th>a</th>\n<th class="right">b</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td>1</td>\n<td class="right">2</td>\n</tr>\n</tbody>\n</table></div>',
    ],
    ['**Слово**, (*b*) and a*b*c', '<p><strong>Слово</strong>, (<em>b</em>) and a*b*c</p>'],
    [
      '**“said”** and *(aside)*, **.env** _it_: **5 %**',
      '<p><strong>“said”</strong> and <em>(aside)</em>, <strong>.env</strong> <em>it</em>: <strong>5 %</strong></p>',
    ],
    ['***both*** and **a *b* c**', '<p><em><strong>both</strong></em> and <strong>a <em>b</em> c</strong></p>'],
    ['**粗体**文字', '<p><strong>粗体</strong>文字</p>'],
    ['```\nplain <b>\n```', '<pre><code>plain &lt;b&gt;\n</code></pre>'],
  ])('shows %j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('highlights code of a language it knows, escaped', () => {
    expect(html('```js\nconst a = "<b>";\n```')).toContain('<span class="hljs-keyword">const</span>');
    expect(html('```js\nconst a = "<b>";\n```')).toContain('&lt;b&gt;');
    expect(html('```nonsense\n<b>\n```')).toBe(
      '<pre><span class="language">nonsense</span><code class="language-nonsense">&lt;b&gt;\n</code></pre>',
    );
  });

  it.each(['<b>bold</b>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '&amp;'])(
    'shows %j as it was typed',
    (text) => {
      const shown = html(text).replace(/^<p>|<\/p>$/g, '');
      expect(shown).not.toMatch(/<(?!br)/);
      expect(shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(text);
    },
  );
});

describe('links', () => {
  it('open elsewhere, and tell nobody where from', () => {
    for (const text of ['[here](https://example.org/a)', 'https://example.org/a', '<https://example.org/a>']) {
      expect(html(text)).toMatch(
        /<a href="https:\/\/example.org\/a" tabindex="-1" target="_blank" rel="noopener noreferrer nofollow">/,
      );
    }
    expect(html('[mail](mailto:ann@example.org)')).toContain('href="mailto:ann@example.org"');
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](/rooms/tea)',
    '[x](//example.org)',
    '<javascript:alert(1)>',
    'ftp://example.org and //example.org and main.rs',
    '![x](https://example.org/a.png)',
  ])('are none in %j, but for addresses of the web and of mail', (text) => {
    expect(html(text)).not.toMatch(/<img|href="(?!https:\/\/example\.org\/a\.png")/);
  });
});

describe('mentions', () => {
  it.each([null, undefined])('are text where nobody is known to have the name: %s', (nobody) => {
    const meant = (names: readonly string[]) => (names.includes('bob') ? 'bob' : nobody);
    expect(toHtml('@bob_ and **@nobody_here**, @ann', { viewerName: 'Ann', meant })).toBe(
      '<p><a href="/direct/bob" class="mention" tabindex="-1">@bob</a>_ and <strong>@nobody_here</strong>, ' +
        '<a href="/direct/ann" class="mention own" tabindex="-1">@ann</a></p>\n',
    );
  });

  it('link to people and rooms', () => {
    expect(html('ask @bob in #tea-time!')).toBe(
      '<p>ask <a href="/direct/bob" class="mention" tabindex="-1">@bob</a> in <a href="/rooms/tea-time" class="mention" tabindex="-1">#tea-time</a>!</p>',
    );
  });

  it('are set off where they mean the viewer', () => {
    expect(html('@Ann')).toContain('class="mention own"');
  });

  it('take names of any script', () => {
    expect(html('@Мария')).toContain(`href="/direct/${encodeURIComponent('Мария')}"`);
  });

  it.each(['ann@example.org', 'a#b', '#1', '@', '# tea', '`@bob`', 'https://example.org/@bob#tea'])(
    'are none in %j',
    (text) => {
      expect(html(text)).not.toContain('class="mention');
    },
  );

  it('are no links within links', () => {
    expect(html('[@bob](https://example.org/)').match(/<a /g)).toHaveLength(1);
  });
});

describe('isPlainText', () => {
  it('is false wherever the renderer makes a difference', () => {
    for (const text of [
      '*a*',
      '_a_',
      '`a`',
      '> a',
      '[a](b)',
      '@a',
      '#a',
      'a\nb',
      'http://a',
      '- a',
      '+ a',
      '1. a',
      '\\*',
      '~~a~~',
    ]) {
      expect({ [text]: isPlainText(text) }).toEqual({ [text]: false });
    }
  });

  it('is true for what people mostly write', () => {
    for (const text of ['Hello, Bob!', 'at 3.14 or 1-2 p.m. (see & hear)', 'Привет', '👍', 'a - b + c']) {
      expect(isPlainText(text)).toBe(true);
      expect(html(text)).toBe(`<p>${text.replace('&', '&amp;')}</p>`);
    }
  });
});

describe('actionOf', () => {
  it('is what the author does', () => {
    expect(actionOf('/me waves *wildly*')).toBe('waves *wildly*');
    expect(actionOf('/me')).toBeNull();
    expect(actionOf('/menu please')).toBeNull();
    expect(actionOf('not /me')).toBeNull();
  });
});
