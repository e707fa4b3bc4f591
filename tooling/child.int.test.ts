import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import { type Child, createChild } from './child.ts';
import { isAlive } from './is-alive.ts';

/** Says who it is, and ends on SIGTERM with exit code 3. */
const PROGRAM = `
  process.on('SIGTERM', () => process.exit(3));
  console.log('ready as ' + (process.env.NAME ?? 'nobody'));
  setInterval(() => {}, 1000);`;

describe('createChild', () => {
  let child: Child;
  let lost = 0;

  const create = (program = PROGRAM) =>
    createChild({
      name: 'one',
      command: [process.execPath, '-e', program],
      env: { NAME: 'first' },
      ready: /ready as (\w+)/,
      startWithinMs: 10_000,
      onLost: () => {
        lost += 1;
      },
    });
  beforeEach(() => {
    child = create();
    lost = 0;
  });
  afterEach(() => child.kill());

  it('is ready once it says so, stops with its exit code and starts again', async () => {
    expect((await child.start())[1]).toBe('first');
    const first = child.pid;
    expect(await child.stop()).toBe(3);
    expect(child.pid).toBeUndefined();
    expect((await child.start({ env: { NAME: 'second' } }))[1]).toBe('second');
    expect(child.pid).not.toBe(first);
    expect(child.output()).toBe('ready as first\nready as second\n');
  });

  it('is killed, also while it stands still', async () => {
    await child.start();
    const pid = child.pid as number;
    child.signal('SIGSTOP');
    await child.kill();
    expect(isAlive(pid)).toBe(false);
    expect(lost).toBe(0);
  });

  it('tells when it ends by itself', async () => {
    await child.start();
    process.kill(child.pid as number, 'SIGKILL');
    await eventually(() => expect(lost).toBe(1));
  });

  it('says what a program printed that did not come up', async () => {
    child = create(`console.error('no such luck'); process.exit(1)`);
    await expect(child.start()).rejects.toThrow(/^one ended before it was ready:\nno such luck/);
  });

  it('does not outlive a parent that is killed', async () => {
    const parent = `
      import { createChild } from ${JSON.stringify(join(import.meta.dirname, 'child.ts'))};
      const child = createChild({ name: 'c', command: [process.execPath, '-e', ${JSON.stringify(PROGRAM)}], env: {}, ready: /ready/ });
      await child.start();
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const running = spawn(process.execPath, ['--input-type=module-typescript', '-e', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(running.stdout, 'data')) as [Buffer];
    const pid = Number(printed.toString());
    expect(isAlive(pid)).toBe(true);
    running.kill('SIGKILL');
    await eventually(() => expect(isAlive(pid)).toBe(false));
  });
});
