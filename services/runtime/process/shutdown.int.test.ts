import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../testing/eventually.ts';

const PROGRAM = join(import.meta.dirname, '../testing/main-fixture.ts');
const children: ChildProcess[] = [];

function run(behaviour: string, ...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, behaviour, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, exited, says: (text: string) => eventually(() => expect(output.out).toContain(text)) };
}

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

describe('runMain', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('closes in order on %s and exits with 0', async (signal) => {
    const { child, output, exited, says } = run('orderly');
    await says('started');
    child.kill(signal);
    child.kill(signal);
    expect(await exited).toBe(0);
    expect(output).toEqual({ out: 'started\nclosed first\nclosed second\n', err: '' });
  });

  it('tells a refusal at the start in one line and exits with 1', async () => {
    const { output, exited } = run('refusing');
    expect(await exited).toBe(1);
    expect(output.err).toBe('Port 4000 is taken. Set PORT to another one.\n');
  });

  it('shows where a bug is', async () => {
    const { output, exited } = run('broken');
    expect(await exited).toBe(1);
    expect(output.err).toMatch(/Error: a bug\n\s+at /);
  });

  it('closes the rest where one part fails, and exits with 1', async () => {
    const { child, output, exited, says } = run('failing-close');
    await says('started');
    child.kill('SIGTERM');
    expect(await exited).toBe(1);
    expect(output.out).toContain('closed second');
  });

  it('gives up after the deadline', async () => {
    const { child, output, exited, says } = run('hanging', '200');
    await says('started');
    child.kill('SIGTERM');
    expect(await exited).toBe(1);
    expect(output.err).toContain('not stopped after 200 ms');
  });

  it('waits no longer on a second signal', async () => {
    const { child, output, exited, says } = run('hanging', '30000');
    await says('started');
    child.kill('SIGTERM');
    await says('closing');
    await eventually(() => {
      child.kill('SIGTERM');
      expect(child.exitCode).toBe(1);
    });
    expect(await exited).toBe(1);
    expect(output.err).toContain('again');
  });
});
