import type { Leases } from './port.ts';

/** For a service of which only one process runs: it holds everything, from the first moment on. */
export function createSoleLeases(): Leases {
  return {
    async share(names, holder) {
      const held = new Set(names);
      for (const name of names) await holder.gained(name);
      return {
        holds: (name) => held.has(name),
        async close() {
          for (const name of held) {
            held.delete(name);
            await holder.lost(name);
          }
        },
      };
    },
  };
}
