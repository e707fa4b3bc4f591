import { TINTS, tintOf } from './tint.ts';

describe('tintOf', () => {
  it('gives one name one colour, however it is spelled', () => {
    expect(tintOf('Ann')).toBe(tintOf('ann'));
    expect(tintOf('Zo\u00eb')).toBe(tintOf('Zoe\u0308'));
  });

  it('uses every colour', () => {
    const used = new Set(Array.from({ length: 200 }, (_, i) => tintOf(`user${i}`)));
    expect([...used].sort((one, other) => one - other)).toEqual(Array.from({ length: TINTS }, (_, i) => i));
  });
});
