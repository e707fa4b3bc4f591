import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order } from './attacker.ts';
import type { Tally } from './scene.ts';

const ATTACKER = join(import.meta.dirname, 'attacker.ts');

/** An attacker in a process of its own that waits for the word. */
export interface Assault {
  /** Resolves once the attacker was answered with each of the codes that are expected. */
  begin(): Promise<void>;
  /** Resolves to what the attacker was answered. All that it had open is gone then. */
  stop(): Promise<Tally>;
  /** Ends it without a word, where a test has failed. */
  abandon(): void;
}

export async function prepareAssault(order: Order): Promise<Assault> {
  const child = fork(ATTACKER, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH },
  });
  const takeAlong = () => child.kill('SIGKILL');
  process.once('exit', takeAlong);
  child.once('exit', () => process.off('exit', takeAlong));
  child.send(order);
  await answer(child);
  return {
    abandon: () => void child.kill('SIGKILL'),
    async begin() {
      child.send('begin');
      await answer(child);
    },
    async stop() {
      const gone = once(child, 'exit');
      child.send('stop');
      const tally = (await answer(child)) as Tally;
      await gone;
      return tally;
    },
  };
}

/** Rejects where the process ends without one. */
function answer(child: ChildProcess): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onExit = (code: number | null) => reject(new Error(`the attacker ended with ${code}`));
  child.once('exit', onExit);
  child.once('message', (message) => {
    child.off('exit', onExit);
    resolve(message);
  });
  return promise;
}
