import { afterUse, isOpen, type Link, linkLimits } from './link.ts';

const link = (more: Partial<Link> = {}): Link => ({
  ...{ tokenHash: 'hash', usesLeft: null, expiresAtMs: null, revoked: false },
  ...more,
});

describe('a link', () => {
  it('is limited as it was asked for', () => {
    expect(linkLimits({ uses: 3, expiresInHours: 2, atMs: 5 })).toEqual({ uses: 3, expiresAtMs: 7_200_005 });
    expect(linkLimits({ uses: undefined, expiresInHours: undefined, atMs: 5 })).toEqual({
      uses: null,
      expiresAtMs: null,
    });
  });

  it.each([
    ['uses', 0],
    ['uses', 10_001],
    ['uses', 1.5],
    ['uses', Number.NaN],
    ['expiresInHours', -1],
    ['expiresInHours', 8_785],
  ])('is not made with %s of %d', (field, value) => {
    const wanted = { uses: undefined, expiresInHours: undefined, atMs: 0, [field]: value };
    expect(() => linkLimits(wanted)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
  });

  it('is open until it is revoked, used up or expired', () => {
    expect(isOpen(link(), 1e15)).toBe(true);
    expect(isOpen(link({ revoked: true }), 0)).toBe(false);
    const once = link({ usesLeft: 1 });
    expect([isOpen(once, 0), isOpen(afterUse(once), 0), isOpen(afterUse(link()), 0)]).toEqual([true, false, true]);
    expect([9, 10].map((atMs) => isOpen(link({ expiresAtMs: 10 }), atMs))).toEqual([true, false]);
  });
});
