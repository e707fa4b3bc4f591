import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { runProduct, startProduct } from '../../../tooling/product.ts';
import { register } from './person.ts';

describe('the product', () => {
  const folder = createTempFolder();
  const dataDir = (name: string) => join(folder.path, name);
  afterAll(() => folder.remove());

  it('prints its address, keeps its data and stops cleanly on SIGTERM', async () => {
    const first = await startProduct({ dataDir: dataDir('kept') });
    await register(first.url, 'ann');
    expect(await (await fetch(`${first.url}/healthz`)).text()).toMatch(/ok/);
    expect(await first.stop()).toBe(0);
    const second = await startProduct({ dataDir: dataDir('kept') });
    await expect(register(second.url, 'ann')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await second.stop()).toBe(0);
  });

  /** One line that says what to do, and exit code 1. */
  async function refusesToStart(options: {
    name: string;
    port?: number;
    env?: Record<string, string>;
  }): Promise<string> {
    const { name, ...rest } = options;
    const { code, stdout, stderr } = await runProduct({ dataDir: dataDir(name), ...rest });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).not.toContain('ready');
    expect(code).toBe(1);
    return stderr;
  }

  it('says so where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusesToStart({ name: 'port', port })).toMatch(new RegExp(`${port}.*(?:in use|taken)`));
    other.close();
  });

  it('says so where the data folder cannot be written', async () => {
    writeFileSync(dataDir('file'), 'not a folder');
    expect(await refusesToStart({ name: 'file/data' })).toMatch(/data folder .* cannot be/);
  });

  it('says so where another process serves from the folder', async () => {
    const running = await startProduct({ dataDir: dataDir('shared') });
    expect(await refusesToStart({ name: 'shared' })).toMatch(/in use by another process/);
    await running.stop();
  });

  it('says so where a database is damaged', async () => {
    const running = await startProduct({ dataDir: dataDir('damaged') });
    await running.stop();
    for (const file of ['rooms.db-wal', 'rooms.db-shm']) rmSync(join(dataDir('damaged'), file), { force: true });
    writeFileSync(join(dataDir('damaged'), 'rooms.db'), Buffer.alloc(8192, 'garbage'));
    expect(await refusesToStart({ name: 'damaged' })).toMatch(/rooms\.db.*(?:damaged|not a Confab database)/);
  });

  it('says so where a database is of a newer version', async () => {
    const running = await startProduct({ dataDir: dataDir('newer') });
    await running.stop();
    const db = new DatabaseSync(join(dataDir('newer'), 'messages.db'));
    db.exec('PRAGMA user_version = 9999');
    db.close();
    expect(await refusesToStart({ name: 'newer' })).toMatch(/messages\.db.*newer version/);
  });

  it('says what is wrong with a variable', async () => {
    expect(await refusesToStart({ name: 'variable', env: { PORT: 'http' } })).toMatch(/^PORT must be/);
  });
});
