import { setPriority } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { toOpenError } from '../../store/sqlite/errors.ts';
import { transact } from '../../store/sqlite/transact.ts';
import { toWireError } from '../../store/sqlite/wire-error.ts';
import { createEntries, type Entries } from './entries.ts';
import type { Reply, Request, WorkerOptions } from './protocol.ts';
import { clearTables, openTables, readMeta, writeMeta } from './tables.ts';

/** A share of some 10 % of a core that others want too, all of one that nobody wants. */
const NICE = 10;

/** The thread that holds the index: neither taking texts apart nor searching keeps the process from anything else. */
function handle(db: DatabaseSync, entries: Entries, request: Request): unknown {
  switch (request.op) {
    case 'put':
      return entries.put(request.entries);
    case 'find':
      return entries.find(request.query);
    case 'isFilled':
      return readMeta(db, 'filled') === 1;
    case 'markFilled':
      return writeMeta(db, 'filled', 1);
    case 'clear':
      return transact(db, () => clearTables(db));
    case 'close':
      return db.close();
  }
}

function main(port: NonNullable<typeof parentPort>, options: WorkerOptions): void {
  const answer = (work: () => unknown): void => {
    let reply: Reply;
    try {
      reply = { ok: true, value: work() };
    } catch (error) {
      reply = { ok: false, error: toWireError(error) };
    }
    port.postMessage(reply);
  };
  answer(() => {
    try {
      const db = openTables(options);
      const entries = createEntries(db);
      port.on('message', (request: Request) => {
        answer(() => handle(db, entries, request));
        if (request.op === 'close') port.close();
      });
    } catch (error) {
      throw toOpenError(options.file, error);
    }
  });
}

/**
 * What is posted is found a moment later; what is sent is not sent a moment later because of it. On Linux alone the priority is the thread's own
 * (setpriority(2), "C library/kernel differences"): elsewhere it would be that of the whole process.
 */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(0, NICE);
}

if (parentPort) giveWay();
if (parentPort) main(parentPort, workerData as WorkerOptions);
