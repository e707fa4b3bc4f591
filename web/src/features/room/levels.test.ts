import { levelOf, parseLevels, withLevel } from './levels.ts';

describe('the level of a room', () => {
  it('is mentions until the user chooses', () => {
    expect(levelOf({}, 'tea')).toBe('mentions');
    expect(levelOf({}, 'constructor')).toBe('mentions');
  });

  it('is kept by name, whatever its case', () => {
    const chosen = withLevel(withLevel({}, 'Tea', 'none'), 'tea', 'all');
    expect(chosen).toEqual({ tea: 'all' });
    expect(levelOf(chosen, 'TEA')).toBe('all');
  });

  it('is forgotten when the default is chosen', () => {
    expect(withLevel({ tea: 'none', news: 'all' }, 'tea', 'mentions')).toEqual({ news: 'all' });
  });

  it.each([null, '', '[]', '7', 'null', '{"tea":', '{"tea":"loud"}'])('survives %j in the storage', (kept) => {
    expect(parseLevels(kept)).toEqual({});
  });

  it('comes back from the storage', () => {
    expect(parseLevels(JSON.stringify({ tea: 'none', bad: 1 }))).toEqual({ tea: 'none' });
  });
});
