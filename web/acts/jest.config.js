import everywhere from '../../jest.config.js';

/**
 * The acts have a run of their own, `npm run test:browsers`: `npm test` looks for other names. As there, but without the servers of the cluster.
 *
 * @type {import('jest').Config}
 */
const {
  filter: _filter,
  globalTeardown: _end,
  roots: _roots,
  testPathIgnorePatterns: _ignored,
  ...shared
} = everywhere;

export default {
  ...shared,
  rootDir: '../..',
  roots: ['<rootDir>/web/acts'],
  testMatch: ['**/*.acts.ts'],
};
