import { createMarkdown } from './markdown.ts';
import { visibleText } from './testing/what-was-typed.ts';

const toHtml = createMarkdown({ highlight: () => null });
const html = (text: string) => toHtml(text, { viewerName: 'ann' });

describe('a link whose text is its address', () => {
  it.each([
    ['http://xn--80ak6aa92e.com', 'http://xn--80ak6aa92e.com'],
    ['http://аррӏе.com', 'http://xn--80ak6aa92e.com'],
    ['http://аррӏе.com/путь', 'http://xn--80ak6aa92e.com/путь'],
    ['<https://bob@аррӏе.com:80/?a#b>', 'https://bob@xn--80ak6aa92e.com:80/?a#b'],
    ['<mailto:bob@аррӏе.com>', 'mailto:bob@xn--80ak6aa92e.com'],
    ['<http://%D0%B0pple.com/>', 'http://xn--pple-43d.com/'],
    ['https://EXAMPLE.org/Путь_(a)', 'https://EXAMPLE.org/Путь_(a)'],
    ['https://example.org/a%20b%0A%00', 'https://example.org/a%20b%0A%00'],
    ['https://example.org/%E2%80%AEfdp.exe', 'https://example.org/%E2%80%AEfdp.exe'],
    ['<https://example.org/\u202Efdp.exe>', 'https://example.org/%E2%80%AEfdp.exe'],
    ['<https://example.org/a\u200Bb\u00A0c>', 'https://example.org/a%E2%80%8Bb%C2%A0c'],
  ])('shows the address it opens: %j', (typed, shown) => {
    const link = /<a [^>]*>.*?<\/a>/.exec(html(typed))?.[0] ?? '';
    expect(visibleText(link)).toBe(shown);
  });

  it('is never another address than the one that its text names', () => {
    expect(html('[https://bank.example/](https://example.org/)')).not.toMatch(/example\.org\/"[^>]*>https:\/\/bank/);
    expect(html('[https://bank.example/](https://example.org/)')).toContain('href="https://bank.example/"');
    expect(html('[https://example.org/](https://example.org/)').match(/<a /g)).toHaveLength(1);
    expect(visibleText(html('[http://аррӏе.com](http://аррӏе.com)'))).not.toContain('аррӏе');
  });
});
