import { createTextStore } from '../../shared/browser/local-texts.ts';
import { item } from './testing/item.ts';
import { createWrittenAhead, forgetWrittenAhead } from './written-ahead.ts';

describe('what is written ahead of the store', () => {
  const texts = createTextStore(() => null);
  const pageOf = (user: string, page: string) => createWrittenAhead({ user, page, texts });
  const [one, two] = [item('k1'), item('k2')];
  afterEach(() => {
    for (const key of texts.keys()) texts.remove(key);
  });

  it('is taken over by a later page, in the order in which it was written, and is of that page then', () => {
    pageOf('ann', 'p1').write([one, two]);
    const later = pageOf('ann', 'p2');
    expect(later.takeOver()).toEqual([one, two]);
    expect(texts.keys()).toHaveLength(1);
    later.write([]);
    expect(pageOf('ann', 'p3').takeOver()).toEqual([]);
  });

  it('is nothing once the store has it', () => {
    const page = pageOf('ann', 'p1');
    page.write([one]);
    page.write([]);
    expect(texts.keys()).toEqual([]);
    expect(pageOf('ann', 'p2').takeOver()).toEqual([]);
  });

  it('is of one user, and goes with them', () => {
    pageOf('ann', 'p1').write([one]);
    expect(pageOf('bob', 'p2').takeOver()).toEqual([]);
    forgetWrittenAhead('bob', texts);
    forgetWrittenAhead('ann', texts);
    expect(texts.keys()).toEqual([]);
  });

  it('is nothing where something else stands in its place', () => {
    pageOf('ann', 'p1').write([one]);
    const [key = ''] = texts.keys();
    for (const other of ['', 'no JSON', '"text"', 'null']) {
      texts.set(key, other);
      expect(pageOf('ann', 'p2').takeOver()).toEqual([]);
    }
  });
});
