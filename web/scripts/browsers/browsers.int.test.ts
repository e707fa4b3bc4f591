import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintsAbout } from './complaints.ts';
import { tooNewInStyle } from './in-styles.ts';
import { oldestBrowsers } from './supported.ts';

const WEB = join(import.meta.dirname, '../..');

describe('the browsers of the list', () => {
  it('have every method and every style that the built app uses', () => {
    expect(complaintsAbout(join(WEB, 'dist'))).toEqual([]);
  });

  it('are named in the README', () => {
    const readme = readFileSync(join(WEB, '../README.md'), 'utf8');
    const names: Record<string, string> = { safari: 'Safari', ios_saf: 'Safari', firefox: 'Firefox', chrome: 'Chrome' };
    for (const { id, version } of oldestBrowsers) expect(readme).toContain(`${names[id] ?? 'Edge'} ${version}`);
  });

  describe('miss', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'confab-browsers-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each([
      ['Array.fromAsync(a)', '.fromAsync'],
      ['Promise.withResolvers()', '.withResolvers'],
      ['new Set().union(b)', '.union'],
      ['a.values().toArray()', '.toArray'],
      ['a["groupBy"](b)', '.groupBy'],
      ['Temporal.Now.instant()', 'Temporal'],
    ])('the methods of %s', (script, name) => {
      writeFileSync(join(folder, 'a.js'), script);
      expect(complaintsAbout(folder)).toContainEqual(expect.stringContaining(`a.js: ${name} is missing in `));
    });

    it('no method of theirs', () => {
      writeFileSync(join(folder, 'a.js'), '[2, 1].toSorted().at(-1); structuredClone({}); new Intl.Segmenter();');
      expect(complaintsAbout(folder).join()).not.toContain('a.js');
    });

    it.each([
      ['body:has(a) { color: red }', ':has'],
      ['a { field-sizing: content }', 'field-sizing'],
      ['a { color: light-dark(red, blue) }', 'light-dark()'],
      ['a { b { color: red } & c { color: red } }', '&'],
      ['@starting-style { a { opacity: 0 } }', '@starting-style'],
      ['a { text-wrap: pretty }', 'text-wrap'],
    ])('the styles of %s', (style, name) => {
      expect(tooNewInStyle(style).map((found) => found.name)).toContain(name);
    });

    it('nothing that is asked for before', () => {
      const style = '@supports (field-sizing: content) { a { field-sizing: content } } b { height: 100dvh; inset: 0 }';
      expect(tooNewInStyle(style)).toEqual([]);
    });
  });
});
