import { MongoClient, type MongoClientOptions } from 'mongodb';

export const REPLICA_SET = 'rs0';
const ELECTED_WITHIN_MS = 30_000;
const ASK_AGAIN_MS = 20;

/** Makes a replica set of fresh servers on these ports of 127.0.0.1, and resolves once it has a primary. Members find a lost primary within some 3 s. */
export async function initiateReplicaSet(ports: readonly number[], options: MongoClientOptions = {}): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${ports[0]}/?directConnection=true`, {
    ...options,
    serverSelectionTimeoutMS: ELECTED_WITHIN_MS,
  });
  try {
    const admin = client.db('admin');
    await admin.command({
      replSetInitiate: {
        _id: REPLICA_SET,
        members: ports.map((port, _id) => ({ _id, host: `127.0.0.1:${port}` })),
        settings: { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 },
      },
    });
    const end = performance.now() + ELECTED_WITHIN_MS;
    for (;;) {
      const { primary, isWritablePrimary } = await admin.command({ hello: 1 });
      if (primary !== undefined && (isWritablePrimary || ports.length > 1)) return;
      if (performance.now() > end) throw new Error(`no MongoDB primary within ${ELECTED_WITHIN_MS} ms`);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  } finally {
    await client.close();
  }
}

export function replicaSetUrl(ports: readonly number[]): string {
  return `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/?replicaSet=${REPLICA_SET}`;
}
