import { type PlaceName, parseFavourites, toggled } from './favourites.ts';

const tea: PlaceName = { kind: 'room', name: 'tea' };
const bob: PlaceName = { kind: 'direct', name: 'bob' };

describe('favourites', () => {
  it('come in the order in which they were chosen, and go when they are chosen again, in any letter case', () => {
    expect(toggled([tea], bob)).toEqual([tea, bob]);
    expect(toggled([tea, bob], { kind: 'room', name: 'TEA' })).toEqual([bob]);
    expect(toggled([tea], { kind: 'direct', name: 'tea' })).toEqual([tea, { kind: 'direct', name: 'tea' }]);
  });

  it('come back from the storage', () => {
    expect(parseFavourites(JSON.stringify([tea, bob]))).toEqual([tea, bob]);
  });

  it.each([null, '', '{}', '7', 'null', '[{', '[null,7,{"kind":"tree","name":"x"},{"kind":"room"}]'])(
    'survive %j in the storage',
    (kept) => {
      expect(parseFavourites(kept)).toEqual([]);
    },
  );
});
