import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { processesOfRun } from './mark.ts';

const RUN = join(import.meta.dirname, 'run-tests.ts');
const FIXTURES = join(import.meta.dirname, 'fixtures');

describe('a run of the tests', () => {
  const folder = createTempFolder();
  afterAll(() => folder.remove());

  /** A run of one suite below `fixtures`, in a temporary folder of this test's. */
  function start(suite: string) {
    const args = ['--runTestsByPath', join(FIXTURES, `${suite}.int.test.ts`), '--testPathIgnorePatterns', '/dist/'];
    const program = `process.exit(await (await import(${JSON.stringify(RUN)})).runTests(${JSON.stringify(args)}))`;
    const env = { PATH: process.env.PATH, TMPDIR: folder.path };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    return { child, output: () => output, ended: once(child, 'close') };
  }

  /** The folder of the run that is under way. */
  function folderOfRun(): string {
    const [name] = readdirSync(folder.path).filter((entry) => entry.startsWith('confab-run-'));
    if (name === undefined) throw new Error('no run has a folder');
    return join(folder.path, name);
  }

  it('leaves no server and no file behind where a set-up throws', async () => {
    const run = start('set-up-throws');
    expect(await run.ended).toEqual([1, null]);
    expect(run.output()).toContain('nobody ends the server');
    expect(run.output()).not.toContain('Left running');
    expect(readdirSync(folder.path)).toEqual([]);
  }, 120_000);

  it('leaves no server and no file behind where a test runs out of time', async () => {
    const run = start('never-ends');
    expect(await run.ended).toEqual([1, null]);
    expect(run.output()).toContain('both run');
    expect(readdirSync(folder.path)).toEqual([]);
  }, 120_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'leaves no server and no file behind on %s',
    async (signal) => {
      const run = start('never-ends');
      await eventually(() => expect(run.output()).toContain('both run'), { timeoutMs: 60_000 });
      run.child.kill(signal);
      expect((await run.ended)[0]).not.toBe(0);
      expect(readdirSync(folder.path)).toEqual([]);
    },
    120_000,
  );

  it('leaves no server behind where it is killed, and the next run removes its files', async () => {
    const killed = start('never-ends');
    await eventually(() => expect(killed.output()).toContain('both run'), { timeoutMs: 60_000 });
    const mark = folderOfRun();
    expect(processesOfRun(mark).length).toBeGreaterThanOrEqual(3);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await eventually(() => expect(processesOfRun(mark)).toEqual([]), { timeoutMs: 15_000 });
    await start('set-up-throws').ended;
    expect(readdirSync(folder.path)).toEqual([]);
  }, 90_000);
});
