import { jest } from '@jest/globals';
import { mulberry32 } from '../../../tooling/mulberry32.ts';

/** Numbers from 0 to 1 that repeat with jest's seed, which every run prints: `npm test -- --seed=…`. */
export function seededRandom(): () => number {
  return mulberry32(jest.getSeed());
}
