import { AppError } from '../kernel/errors/app-error.ts';
import { closeInOrder, runMain } from '../process/shutdown.ts';

/** A process for the tests of `runMain`; the argument says how it behaves. */
const behaviour = process.argv[2];
const say = (line: string) => process.stdout.write(`${line}\n`);
const part = (name: string) => ({
  async close() {
    say(`closed ${name}`);
    if (behaviour === 'failing-close') throw new Error(`${name} failed to close`);
  },
});

runMain(
  async () => {
    if (behaviour === 'refusing') throw new AppError('UNAVAILABLE', 'Port 4000 is taken. Set PORT to another one.');
    if (behaviour === 'broken') throw new Error('a bug');
    const keepAlive = setInterval(() => {}, 1_000);
    say('started');
    return {
      ready: async () => {},
      async close() {
        if (behaviour === 'hanging') {
          say('closing');
          await new Promise(() => {});
        }
        await closeInOrder([part('first'), part('second')]);
        clearInterval(keepAlive);
      },
    };
  },
  { deadlineMs: Number(process.argv[3] ?? 5_000) },
);
