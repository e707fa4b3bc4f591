import { jest } from '@jest/globals';
import fc from '../node_modules/fast-check/lib/fast-check.js';

/**
 * Stands for fast-check in tests: properties make their random choices from the seed that jest prints, so that `npm test -- --seed=…` repeats a failure of
 * which nothing else is known.
 */
fc.configureGlobal({ seed: jest.getSeed() });

export * from '../node_modules/fast-check/lib/fast-check.js';
export default fc;
