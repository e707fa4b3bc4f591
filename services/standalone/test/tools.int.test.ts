import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { type App, startApp } from './app.ts';
import { createRoom, history, post } from './chat.ts';
import { PASSWORD, type Person, register } from './person.ts';

interface Ended {
  code: number;
  lines: string[];
  error: string;
}

/** The built tool on a data folder. */
function run(tool: 'log' | 'rebuild' | 'verify', dataDir: string, ...args: string[]): Promise<Ended> {
  const script = join(import.meta.dirname, `../dist/tools/${tool}.js`);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env: { ...process.env, CONFAB_DATA: dataDir } },
      (failed, stdout, stderr) =>
        resolve({
          code: typeof failed?.code === 'number' ? failed.code : 0,
          lines: stdout.split('\n').filter((line) => line !== ''),
          error: stderr.trim(),
        }),
    );
  });
}

describe('the tools, beside a running server', () => {
  const folder = createTempFolder();
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp({ dataDir: folder.path });
    ann = await register(app.url, 'ann');
    await createRoom(ann, 'lobby');
    for (let i = 0; i < 5; i += 1) await post(ann, { room: 'lobby', text: `message ${i}` });
  });
  afterAll(async () => {
    await app?.close();
    folder.remove();
  });

  it('log lists the streams', async () => {
    const { lines, code } = await run('log', folder.path);
    expect(code).toBe(0);
    for (const prefix of ['user-', 'username-ann', 'room-', 'roomname-lobby', 'timeline-']) {
      expect(lines.some((line) => line.startsWith(prefix))).toBe(true);
    }
  });

  it('log prints a stream, one event a line, numbered without gaps', async () => {
    const stream = (await run('log', folder.path)).lines.find((line) => line.startsWith('timeline-')) as string;
    const { lines } = await run('log', folder.path, stream);
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    for (const field of [
      'id',
      'stream',
      'seq',
      'type',
      'data',
      'version',
      'at',
      'actor',
      'commandId',
      'correlationId',
    ]) {
      expect(events[0]).toHaveProperty(field);
    }
    expect(lines[0]).toContain('message 0');
  });

  it('log prints no secret', async () => {
    const streams = (await run('log', folder.path)).lines.filter((line) => /^(?:user|keys)-/.test(line));
    const printed = (await Promise.all(streams.map((stream) => run('log', folder.path, stream))))
      .flatMap(({ lines }) => lines)
      .join('\n');
    expect(printed).toContain('[redacted]');
    for (const secret of ['$argon2', 'PRIVATE KEY', PASSWORD, ann.refreshToken]) expect(printed).not.toContain(secret);
  });

  it('verify finds nothing wrong, and rebuild leaves nothing wrong', async () => {
    const clean = { code: 0, lines: ['auth: ok', 'rooms: ok', 'messages: ok'], error: '' };
    expect(await run('verify', folder.path)).toEqual(clean);
    const { lines } = await run('rebuild', folder.path);
    expect(lines.length).toBeGreaterThan(3);
    const names = [...new Set(lines.map((line) => line.split(' ')[0] as string))];
    const rebuilt = await run('rebuild', folder.path, ...names);
    expect(rebuilt).toMatchObject({ code: 0, error: '' });
    for (const line of rebuilt.lines) expect(line).toMatch(/rebuilt from \d+ events/);
    expect(new Set(rebuilt.lines.map((line) => line.split(' ')[0]))).toEqual(new Set(names));
    expect(await run('verify', folder.path)).toEqual(clean);
    expect(await history(ann, 'lobby')).toHaveLength(5);
    await post(ann, { room: 'lobby', text: 'and on it goes' });
    expect(await run('verify', folder.path)).toEqual(clean);
  }, 60_000);

  it('say so where there is nothing of that name, and no data', async () => {
    expect(await run('log', folder.path, 'room-none')).toMatchObject({
      code: 1,
      error: expect.stringContaining('There is no stream room-none'),
    });
    expect(await run('rebuild', folder.path, 'search', 'none')).toMatchObject({
      code: 1,
      lines: [],
      error: expect.stringContaining('There is no projection none'),
    });
    const elsewhere = join(folder.path, 'elsewhere');
    expect(await run('verify', elsewhere)).toMatchObject({ code: 1, error: expect.stringContaining('CONFAB_DATA') });
  });

  it('verify names what is wrong', async () => {
    await app.close();
    const db = new DatabaseSync(join(folder.path, 'messages.db'));
    db.exec(`DELETE FROM events WHERE seq = 3`);
    db.close();
    const { code, lines } = await run('verify', folder.path);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/messages: stream timeline-.*event 4 follows 2/);
    app = await startApp({ dataDir: folder.path });
  });
});
