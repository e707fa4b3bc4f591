import { partitionNames } from '@confab/runtime/network/lease/partition';
import type { LeaseShare, Leases } from '@confab/runtime/network/lease/port';
import type { Served } from '@confab/runtime/network/rpc/port';

/**
 * Serves the partitions of timelines that this replica holds: whose commands come to one replica
 * find its states hot and no other writer in their way. Any replica may execute any command all the
 * same.
 */
export function servePartitions({
  leases,
  serve,
}: {
  leases: Leases;
  serve(partition: string): Promise<Served>;
}): Promise<LeaseShare> {
  const serving = new Map<string, Served>();
  return leases.share(partitionNames, {
    async gained(partition) {
      serving.set(partition, await serve(partition));
    },
    async lost(partition) {
      const served = serving.get(partition);
      serving.delete(partition);
      await served?.withdraw();
    },
  });
}
