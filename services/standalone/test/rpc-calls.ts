import type { Rpc } from '@confab/runtime/network/rpc/port';
import { createMetricsRegistry } from '@confab/runtime/process/metrics';
import { measureRpc } from '@confab/runtime/process/metrics/measure-rpc';

/** How often each method of a service was called by another, as the metrics have it. */
export type Calls = ReadonlyMap<string, number>;

export interface RpcCalls {
  /** For `startApp`. */
  watchRpc(service: string, rpc: Rpc): Rpc;
  /** Calls that the work makes, whichever services call each other for it. */
  during(work: () => Promise<unknown>): Promise<Calls>;
}

const COUNT = /^confab_rpc_client_seconds_count\{method="([^"]+)",[^}]*\} (\d+)$/gm;
/** Sent by themselves from time to time. */
const BACKGROUND: ReadonlySet<string> = new Set(['PresenceService/Beat', 'RoomService/ReportActivity']);

export function countRpcCalls(): RpcCalls {
  const registries = new Map<string, ReturnType<typeof createMetricsRegistry>>();
  const count = async (): Promise<Map<string, number>> => {
    const calls = new Map<string, number>();
    for (const registry of registries.values()) {
      for (const [, method = '', times] of (await registry.metrics()).matchAll(COUNT)) {
        if (!BACKGROUND.has(method)) calls.set(method, (calls.get(method) ?? 0) + Number(times));
      }
    }
    return calls;
  };
  const watched = new Map<string, Rpc>();
  return {
    watchRpc(service, rpc) {
      const known = watched.get(service);
      if (known) return known;
      const registry = createMetricsRegistry();
      registries.set(service, registry);
      const measured = measureRpc(rpc, registry);
      watched.set(service, measured);
      return measured;
    },
    async during(work) {
      const before = await count();
      await work();
      const after = await count();
      return new Map([...after].map(([method, times]) => [method, times - (before.get(method) ?? 0)]));
    },
  };
}
