import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../../tooling/conventions/source-files.ts';
import { ROOT } from '../../../tooling/run.ts';

const PAGE = textOf('SECURITY.md');
/** Paths of the tables begin here. */
const SERVICES = 'services';
const UNITS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1_000, KB: 1024, MB: 1024 * 1024 };

interface Limit {
  what: string;
  most: string;
  file: string;
  name: string;
  variable: string;
  test: string;
}

function limits(): Limit[] {
  return PAGE.split('\n')
    .filter((line) => /^\| .* `[\w./-]+\.ts` /.test(line))
    .map((line) => {
      const [, what = '', most = '', place = '', variable = '', test = ''] = line.split('|').map((cell) => cell.trim());
      const [, file = '', name = ''] = /^`([\w./-]+)` `(\w+)`$/.exec(place) ?? [];
      return { what, most, file: join(SERVICES, file), name, variable, test: test.replaceAll('`', '') };
    });
}

/** What stands behind the name where it is declared: a number, or a product of numbers. */
function declared(source: string, name: string): number {
  const value = new RegExp(`\\b${name}(?:: \\w+)? ?[=:] (?:\\{ capacity: )?(\\d[\\d_ *]*)`).exec(source)?.[1] ?? '';
  return value.split('*').reduce((product, factor) => product * Number(factor.trim().replaceAll('_', '')), 1);
}

function shown(most: string): number {
  const [, digits = '', unit = ''] = /^([\d,]+) ?(\w*)$/.exec(most) ?? [];
  return Number(digits.replaceAll(',', '')) * (UNITS[unit] ?? Number.NaN);
}

describe('SECURITY.md', () => {
  it('has a place, a number and a test for each limit', () => {
    expect(limits().length).toBeGreaterThan(40);
    for (const limit of limits()) expect(limit.name).not.toBe('');
  });

  it.each(limits())('says what is set: $what', ({ most, file, name }) => {
    expect(shown(most)).toBe(declared(textOf(file), name));
  });

  it.each(limits().filter(({ test }) => test !== 'none'))('names a test that exists: $what', ({ test }) => {
    expect(test).toMatch(/\.test\.ts$/);
    expect(existsSync(join(ROOT, SERVICES, test))).toBe(true);
  });

  it('names variables that are read', () => {
    const configs = ['gateway', 'auth'].map((service) => textOf(`${SERVICES}/${service}/config.ts`)).join();
    const named = limits().flatMap(({ variable }) => /^`(CONFAB_\w+)`$/.exec(variable)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((variable) => !configs.includes(`'${variable}'`))).toEqual([]);
  });

  const outside = PAGE.split('\n')
    .filter((line) => !line.startsWith('|'))
    .join('\n');
  const paths = [...outside.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = '']) => path);
  it.each([...new Set(paths)].filter((path) => path !== `${SERVICES}/`))('names %s, which exists', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });

  const tests = [...outside.matchAll(/`([\w./-]+\.test\.ts)`: “([^”]+)”/g)].map(([, path = '', name = '']) => [
    path,
    name,
  ]);
  it.each(tests)('says of %s what is tested there: %s', (path = '', name = '') => {
    const table = path.replace('.int.test.ts', '/rows.ts');
    expect(textOf(existsSync(join(ROOT, table)) ? table : path)).toContain(name);
  });
});
