import { describeLeases } from './contract/describe-leases.ts';
import { createSoleLeases } from './sole.ts';

describeLeases('createSoleLeases', async () => {
  const leases = createSoleLeases();
  return { join: async () => leases, close: async () => {} };
});
