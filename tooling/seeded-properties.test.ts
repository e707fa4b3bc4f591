import { jest } from '@jest/globals';
import fc from 'fast-check';

describe('a property', () => {
  it('makes its choices from the seed of the run, and tells it where it fails', () => {
    const { seed, failed } = fc.check(fc.property(fc.nat(), () => false));
    expect({ seed, failed }).toEqual({ seed: jest.getSeed(), failed: true });
    expect(() => fc.assert(fc.property(fc.nat(), () => false))).toThrow(`seed: ${jest.getSeed()}`);
  });
});
