import type { BackendProvider } from './port.ts';

/** Servers that run already. Nothing of them is started or ended here. */
export const environment: BackendProvider = {
  source: 'environment',
  async start(kind) {
    const { MONGODB_URL, NATS_URL, REDIS_URL } = process.env;
    const url = { mongo: MONGODB_URL, nats: NATS_URL, redis: REDIS_URL }[kind];
    return url ? { url, processes: [], stop: async () => {} } : undefined;
  },
};
