import { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { Opened, Reply, Request, WorkerOptions } from './protocol.ts';
import { fromWireError } from './wire-error.ts';

/** The other end of the thread that writes. */
export interface WriterThread {
  epoch: string;
  /** Projections that have to be rebuilt before the store serves. */
  outdated: readonly string[];
  /** Answers come in the order of the requests. Rejects with UNAVAILABLE once the thread is gone. */
  request<T>(request: Request): Promise<T>;
  /** Closes the file and ends the thread. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The thread's module lies beside this one, as source or built. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}

/** Starts the thread and opens the file in it. Rejects with UNAVAILABLE and a line for the operator where that fails. */
export async function startWriterThread(
  options: WorkerOptions,
  onDeath: (error: AppError) => void,
): Promise<WriterThread> {
  const worker = new Worker(workerUrl(), { workerData: options, execArgv: [], name: 'event-store' });
  const waiting: Waiting[] = [];
  let gone: AppError | undefined;
  let stopping = false;
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  function die(cause: unknown): void {
    if (gone) return;
    gone = new AppError('UNAVAILABLE', 'The thread that writes the database has stopped. Restart the program.', {
      cause,
    });
    for (const one of waiting.splice(0)) one.reject(gone);
    if (!stopping) onDeath(gone);
  }

  const opened = await new Promise<Opened>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the writer thread ended with ${code}`)));
  }).catch((cause: unknown) => {
    throw new AppError('UNAVAILABLE', 'The thread that writes the database did not start.', { cause });
  });
  if (!opened.ok) {
    await exited;
    throw fromWireError(opened.error);
  }
  worker.on('error', die);
  worker.on('exit', (code) => die(new Error(`the writer thread ended with ${code}`)));
  worker.on('message', (reply: Reply) => {
    const one = waiting.shift();
    if (reply.ok) one?.resolve(reply.value);
    else one?.reject(fromWireError(reply.error));
  });

  function request<T>(message: Request): Promise<T> {
    if (gone) return Promise.reject(gone);
    return new Promise<T>((resolve, reject) => {
      waiting.push({ resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage(message);
    });
  }

  return {
    epoch: opened.epoch,
    outdated: opened.outdated,
    request,
    async stop() {
      stopping = true;
      if (!gone) await request({ op: 'close' });
      await exited;
    },
  };
}
