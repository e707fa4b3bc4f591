/** Variables of the processes of a cluster under test: hashes cost next to nothing, nothing is limited, gateways close without waiting, only what goes wrong is logged. */
export const TEST_ENVIRONMENT = {
  LOG_LEVEL: 'warn',
  CONFAB_RATE_LIMIT: 'off',
  CONFAB_DRAIN_MS: '50',
  CONFAB_ARGON2_MEMORY_KIB: '8',
  CONFAB_ARGON2_PASSES: '1',
};
