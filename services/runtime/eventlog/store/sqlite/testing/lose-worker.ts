import type { Worker } from 'node:worker_threads';
import type { Commit } from '../../port.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

/**
 * A process whose writer thread dies with commits in flight: `node lose-worker.ts <file>`. Prints one line of JSON with what became of the commits, of a
 * ping and of a read afterwards. A process of its own, because jest does not show `process`'s event `worker` to tests.
 */
function commitOf(seq: number): Commit {
  const command = { actor: 'child', commandId: `c${seq}` };
  const event = { ...command, id: `e${seq}`, stream: 'a', seq, type: 'Appended', data: {}, version: 1, atMs: 0 };
  return { ...command, command: 'Append', result: null, events: [{ ...event, correlationId: 'test' }] };
}

let worker: Worker | undefined;
process.on('worker', (started: Worker) => {
  worker = started;
});
const store = await openSqliteStore({ file: process.argv[2] ?? '', projections: [], upcasters: {} });
await store.commit(commitOf(1));
const outcomes = Promise.allSettled([2, 3].map((seq) => store.commit(commitOf(seq))));
await worker?.terminate();
const late = await Promise.allSettled([store.ping(), store.commit(commitOf(4))]);
const codes = [...(await outcomes), ...late].map((one) => (one.status === 'rejected' ? one.reason.code : one.status));
process.stdout.write(`${JSON.stringify({ codes, head: await store.head('a') })}\n`);
await store.close();
