import { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/errors/app-error.ts';
import { fromWireError } from '../../store/sqlite/wire-error.ts';
import type { SearchHit, SearchIndex } from '../port.ts';
import { checkCursor } from './entries.ts';
import type { Reply, Request, WorkerOptions } from './protocol.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The thread's module lies beside this one, as source or built; from sources it takes the sources of other packages too. */
function startWorker(workerData: WorkerOptions): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(isSource ? './worker.ts' : './worker.js', import.meta.url), {
    ...{ workerData, name: 'search-index' },
    execArgv: isSource ? ['--conditions=confab-source'] : [],
  });
}

/**
 * Opens the index in one SQLite file (FTS5), which is made where it is missing. Everything happens in a thread of its own. Several processes
 * may have the file open. A damaged file is emptied. Rejects with UNAVAILABLE and a line for the operator where it cannot be opened.
 */
export async function openSqliteSearchIndex({ file, version }: WorkerOptions): Promise<SearchIndex> {
  const worker = startWorker({ file, version });
  const waiting: Waiting[] = [];
  let gone: AppError | undefined;
  let closing: Promise<void> | undefined;
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  const answered = () => new Promise<unknown>((resolve, reject) => waiting.push({ resolve, reject }));
  const request = async (message: Request): Promise<unknown> => {
    if (gone) throw gone;
    worker.postMessage(message);
    return answered();
  };
  const die = (cause: unknown): void => {
    gone ??= new AppError('UNAVAILABLE', 'The thread that holds the search index has stopped.', { cause });
    for (const one of waiting.splice(0)) one.reject(gone);
  };
  worker.on('error', die);
  worker.on('exit', (code) => die(new Error(`the thread ended with ${code}`)));
  worker.on('message', (reply: Reply) => {
    const one = waiting.shift();
    if (reply.ok) one?.resolve(reply.value);
    else one?.reject(fromWireError(reply.error));
  });

  const close = async (): Promise<void> => {
    if (!gone) await request({ op: 'close' });
    await exited;
  };

  await answered();
  return {
    async put(entries) {
      if (entries.length > 0) await request({ op: 'put', entries });
    },
    async find(query) {
      checkCursor(query.after);
      return (await request({ op: 'find', query })) as SearchHit[];
    },
    isFilled: () => request({ op: 'isFilled' }) as Promise<boolean>,
    async markFilled() {
      await request({ op: 'markFilled' });
    },
    async clear() {
      await request({ op: 'clear' });
    },
    close: () => (closing ??= close()),
  };
}
