import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';

const HOUR = 3_600_000;
/** Prints its times whenever it is asked. */
const TELL = `process.stdin.on('data', () => console.log(JSON.stringify(
  [Date.now(), new Date().getTime(), Date.parse(Date()), performance.now(), new Date(5).getTime(), new Date() instanceof Date])));`;

describe('a process with a shifted clock', () => {
  const folder = createTempFolder();
  const file = join(folder.path, 'offset');
  afterAll(() => folder.remove());

  it('sees the wall clock off, forward and back, and the monotonic clock as it is', async () => {
    const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'clock-shift.mjs'), '--eval', TELL], {
      env: { CONFAB_CLOCK_SHIFT_FILE: file },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ask = async () => {
      const answer = once(child.stdout, 'data');
      child.stdin.write('?');
      return JSON.parse(String((await answer)[0])) as [number, number, number, number, number, boolean];
    };
    const offsetsAre = (offsetMs: number) =>
      eventually(async () => {
        const [now, made, called] = await ask();
        for (const time of [now, made, called]) expect(Math.abs(time - Date.now() - offsetMs)).toBeLessThan(5_000);
      });
    await offsetsAre(0);
    const [, , , before] = await ask();
    writeFileSync(file, String(HOUR));
    await offsetsAre(HOUR);
    writeFileSync(file, String(-HOUR));
    await offsetsAre(-HOUR);
    const [, , , after, epoch, isDate] = await ask();
    expect([after - before < 60_000, epoch, isDate]).toEqual([true, 5, true]);
    writeFileSync(file, '0');
    await offsetsAre(0);
    child.stdin.end();
    await once(child, 'exit');
  });
});
