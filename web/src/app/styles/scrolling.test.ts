import { globSync, readFileSync } from 'node:fs';

const source = new URL('../../', import.meta.url);
const rules = globSync('**/*.{vue,css}', { cwd: source.pathname }).flatMap((file) => {
  const text = readFileSync(new URL(file, source), 'utf8');
  const css = file.endsWith('.css') ? text : (/<style[^>]*>(.*)<\/style>/s.exec(text)?.[1] ?? '');
  return [...css.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    name: `${file}: ${selector.trim()}`,
    body,
  }));
});
const scrolling = rules.filter(({ body }) => /overflow(?:-[xy])?:[^;]*\b(?:auto|scroll)\b/.test(body));

describe('a part of the app that scrolls', () => {
  it('is found by this test', () => expect(scrolling.length).toBeGreaterThan(10));

  it.each(scrolling)('takes the hidden texts in it along: $name', ({ body }) => {
    expect(body).toMatch(/\bposition: (?:relative|absolute|fixed)/);
  });
});

/** Firefox draws the corners of what scrolls square at its bar. These are short in all but the lowest windows, or scroll sideways. */
const SQUARE_AT_TIMES = ['.help', '.suggestions', '.scroll', 'pre', '.people', '.menu', '.dialog'];
const round = scrolling.filter(({ body }) => body.includes('border-radius'));

describe('a part of the app with round corners', () => {
  it('leaves scrolling to what is within them', () => {
    const others = round.filter(({ name }) => !SQUARE_AT_TIMES.some((known) => name.endsWith(known)));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('is also a dialog, however long', () => {
    const names = scrolling.map(({ name }) => name.replace(/\s+/g, ' '));
    expect(names).toContainEqual(expect.stringMatching(/\.dialog-body$/));
  });
});
