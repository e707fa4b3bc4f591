import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Logger, pino } from 'pino';
import { createTempFolder } from '../../../testing/temp-folder.ts';
import { commitOf, eventsOf, fill } from '../contract/fixture.ts';
import type { EventStore } from '../port.ts';
import { renewEpoch } from './epoch.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

let folder: ReturnType<typeof createTempFolder>;
let file: string;
let opened: EventStore[] = [];
beforeEach(() => {
  folder = createTempFolder();
  file = join(folder.path, 'store.db');
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
  folder.remove();
});

async function open(options: { maxPageCount?: number; log?: Logger } = {}): Promise<EventStore> {
  const store = await openSqliteStore({ file, projections: [], upcasters: {}, ...options });
  opened.push(store);
  return store;
}

/** A closed file with some events in it. */
async function prepare(events = 200): Promise<void> {
  const store = await open();
  await fill(store, 'a', events);
  await store.close();
}

function sql(statements: string): void {
  const db = new DatabaseSync(file);
  db.exec(statements);
  db.close();
}

const unavailable = (words: string) => ({ code: 'UNAVAILABLE', message: expect.stringContaining(words) });

describe('a file that cannot be used says what to do in one line', () => {
  it('where the folder cannot be created', async () => {
    writeFileSync(join(folder.path, 'occupied'), '');
    file = join(folder.path, 'occupied', 'data', 'store.db');
    await expect(open()).rejects.toMatchObject(unavailable('cannot be created'));
  });

  it('where there is a folder in its place', async () => {
    mkdirSync(file);
    await expect(open()).rejects.toMatchObject(unavailable('cannot be opened'));
  });

  it('where it is no database', async () => {
    writeFileSync(file, 'this is a letter and not a database '.repeat(100));
    await expect(open()).rejects.toMatchObject(unavailable('not a Confab database, or it is damaged'));
    expect(readFileSync(file, 'utf8')).toMatch(/^this is a letter/);
  });

  it('where it is the database of another program', async () => {
    sql('CREATE TABLE letters (text TEXT)');
    await expect(open()).rejects.toMatchObject(unavailable('is not a Confab database'));
  });

  it('where it was written by a newer version', async () => {
    await prepare(1);
    sql('PRAGMA user_version = 99');
    await expect(open()).rejects.toMatchObject(unavailable('newer version of Confab'));
  });

  it('where its end is missing', async () => {
    await prepare();
    truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096);
    await expect(open()).rejects.toMatchObject(unavailable('Restore it from a backup'));
  });

  it('where its first page is damaged', async () => {
    await prepare();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 100, 4096);
    writeFileSync(file, bytes);
    await expect(open()).rejects.toMatchObject(unavailable('Restore it from a backup'));
  });

  it('where an epoch is to be renewed in a file that does not exist', () => {
    expect(() => renewEpoch(file)).toThrow('does not exist');
  });
});

it('answers UNAVAILABLE where it reads a damaged page', async () => {
  await prepare(3_000);
  const bytes = readFileSync(file);
  for (let page = 30; page < bytes.length / 4096; page += 1) bytes.fill(0x5a, page * 4096, (page + 1) * 4096);
  writeFileSync(file, bytes);
  const store = await open();
  await expect(store.readAll({ after: 0, limit: 3_000 })).rejects.toMatchObject(unavailable('damaged'));
});

describe('a full disk', () => {
  const big = (seq: number) => commitOf([{ stream: 'big', seq, data: { text: 'x'.repeat(100_000) } }]);

  /** A store with no room, and what makes some. */
  async function openFull(log?: Logger): Promise<EventStore> {
    await prepare();
    sql('CREATE TABLE ballast (data BLOB); INSERT INTO ballast VALUES (zeroblob(4000000))');
    return open({ maxPageCount: Math.ceil(statSync(file).size / 4096) + 2, ...(log ? { log } : {}) });
  }

  it('refuses commits with UNAVAILABLE, loses nothing, serves reads and recovers by itself', async () => {
    const store = await openFull();
    const attempts = await Promise.allSettled([1, 2, 3].map((seq) => store.commit(big(seq))));
    for (const attempt of attempts) expect(attempt).toMatchObject({ reason: unavailable('disk is full') });
    await expect(store.ping()).rejects.toMatchObject(unavailable('disk is full'));
    expect(await store.readStream('a', { after: 0, limit: 1_000 })).toHaveLength(200);
    expect(await store.head('big')).toBe(0);
    sql('DROP TABLE ballast');
    await store.ping();
    for (const seq of [1, 2, 3]) eventsOf(await store.commit(big(seq)));
    expect(await store.verify()).toEqual([]);
  });

  it('is told of in the log once', async () => {
    const lines: string[] = [];
    const store = await openFull(pino({}, { write: (line: string) => void lines.push(line) }));
    for (const seq of [1, 1, 1]) await store.commit(big(seq)).catch(() => {});
    expect(lines).toEqual([expect.stringContaining('the database cannot be written')]);
  });

  it('keeps checkpoints until there is room again', async () => {
    const store = await openFull();
    store.saveCheckpoint('publisher', 42);
    await expect(store.commit(big(1))).rejects.toMatchObject(unavailable('disk is full'));
    expect(await store.checkpoint('publisher')).toBe(42);
    sql('DROP TABLE ballast');
    eventsOf(await store.commit(big(1)));
    await store.close();
    expect(await (await open()).checkpoint('publisher')).toBe(42);
  });
});

it('rejects what is in flight where the writer thread dies, and everything after', async () => {
  const script = fileURLToPath(new URL('./testing/lose-worker.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
  expect(JSON.parse(stdout)).toEqual({ codes: Array.from({ length: 4 }, () => 'UNAVAILABLE'), head: 1 });
});
