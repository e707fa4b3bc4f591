import { Typing } from './typing.ts';

describe('typing', () => {
  it('changes who types with the first sign only, and prolongs it with the others', () => {
    const typing = new Typing();
    expect(typing.start('r1', 'ann', { untilMs: 6_000, own: true })).toBe(true);
    expect(typing.start('r1', 'ann', { untilMs: 9_000, own: true })).toBe(false);
    expect(typing.sweep(6_000)).toEqual([]);
    expect(typing.sweep(9_000)).toEqual([{ scope: 'r1', userId: 'ann', typing: false, own: true }]);
    expect(typing.users('r1')).toEqual([]);
  });

  it('lists everybody, longest first', () => {
    const typing = new Typing();
    for (const userId of ['ann', 'bob']) typing.start('r1', userId, { untilMs: 6_000, own: true });
    expect(typing.users('r1')).toEqual(['ann', 'bob']);
    expect([typing.has('r1', 'bob'), typing.has('r1', 'cyd'), typing.has('r2', 'bob')]).toEqual([true, false, false]);
  });

  it('ends at once on request, and not twice', () => {
    const typing = new Typing();
    typing.start('r1', 'ann', { untilMs: 6_000, own: false });
    expect(typing.stop('r1', 'ann')).toBe(true);
    expect(typing.stop('r1', 'ann')).toBe(false);
    expect(typing.sweep(10_000)).toEqual([]);
  });
});
