import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '../..');

describe('a component that is loaded when it is shown', () => {
  it('is made by `lazily`, so that the page says where it cannot be had', () => {
    const files = globSync('**/*.{vue,ts}', { cwd: SOURCES }).filter((file) => !file.includes('ui/lazily'));
    const others = files.filter((file) => readFileSync(join(SOURCES, file), 'utf8').includes('defineAsyncComponent'));
    expect(files.length).toBeGreaterThan(100);
    expect(others).toEqual([]);
  });
});
