/**
 * One run for every package: TypeScript is compiled by swc, modules stay ES modules (hence `--experimental-vm-modules`). The condition
 * `confab-source` makes `@confab/…` resolve to the sources, so that a test never sees a stale build; `@confab/proto` alone comes from its dist.
 *
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: '<rootDir>/tooling/test-run/environment.ts',
  testEnvironmentOptions: { customExportConditions: ['confab-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  roots: ['<rootDir>/proto/text', '<rootDir>/services', '<rootDir>/web', '<rootDir>/bench', '<rootDir>/tooling'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/package.json'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
            verbatimModuleSyntax: true,
          },
          target: 'es2023',
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // A run has a temporary folder of its own, and takes it with it.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/tooling/seeded-properties.ts' },
  // Starts the servers that the chosen tests need; ends them after the last.
  filter: '<rootDir>/tooling/test-run/choose-tests.ts',
  globalTeardown: '<rootDir>/tooling/test-run/end-servers.ts',
  maxWorkers: 2,
  // What suites leave in memory grows to gigabytes, and then each collection of garbage takes longer than a suite.
  workerIdleMemoryLimit: '600MB',
  // Whole products are started here, on machines that may be busy with other things.
  testTimeout: 30_000,
};
