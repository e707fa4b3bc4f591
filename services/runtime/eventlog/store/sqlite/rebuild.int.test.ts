import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createTempFolder } from '../../../testing/temp-folder.ts';
import { commitOf, eventsOf, fill, SLOW_MS } from '../contract/fixture.ts';
import type { EventStore } from '../port.ts';
import type { Projection } from '../projection.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const lasts: Projection = {
  name: 'lasts',
  version: 1,
  collections: { lasts: { key: ['stream', 'seq'], indexes: { byParity: ['parity'] } } },
  project: ({ stream, seq }) => [{ op: 'put', in: 'lasts', doc: { stream, seq, parity: seq % 2 } }],
};

let folder: ReturnType<typeof createTempFolder>;
let file: string;
let store: EventStore;
beforeEach(async () => {
  folder = createTempFolder();
  file = join(folder.path, 'store.db');
  store = await openSqliteStore({ file, projections: [lasts], upcasters: {} });
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

function inFile<T>(read: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file);
  try {
    return read(db);
  } finally {
    db.close();
  }
}

const tables = (): unknown[] =>
  inFile((db) => db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all());
const builds = (): unknown[] => inFile((db) => db.prepare('SELECT * FROM builds').all());

it('leaves nothing behind, and neither does a verification', async () => {
  await fill(store, 'a', 2_500);
  const before = tables();
  await store.rebuild('lasts');
  expect(await store.verify()).toEqual([]);
  expect(tables()).toEqual(before);
  expect(builds()).toEqual([]);
});

it('finds through an index that another process has just rebuilt', async () => {
  await fill(store, 'a', 10);
  const find = { index: 'byParity', equal: [1], limit: 99 };
  expect(await store.projections.find('lasts', find)).toHaveLength(5);
  const other = await openSqliteStore({ file, projections: [lasts], upcasters: {} });
  await other.rebuild('lasts');
  await other.close();
  expect(await store.projections.find('lasts', find)).toHaveLength(5);
  expect(await store.projections.count('lasts', find)).toBe(5);
});

it('throws away what a process that died in a rebuild has left', async () => {
  const before = tables();
  inFile((db) => db.exec(`CREATE TABLE shadow_dead_lasts (x); INSERT INTO builds VALUES ('dead', 1)`));
  await store.rebuild('lasts');
  expect(tables()).toEqual(before);
  expect(builds()).toEqual([]);
});

it('leaves a rebuild of another process alone while it is alive', async () => {
  inFile((db) => db.prepare(`INSERT INTO builds VALUES ('alive', ?)`).run(Date.now()));
  await store.rebuild('lasts');
  expect(builds()).toMatchObject([{ id: 'alive' }]);
});

it(
  'does not let commits wait for a rebuild',
  async () => {
    await fill(store, 'a', 5_000);
    let rebuilding = true;
    const rebuilt = store.rebuild('lasts').finally(() => {
      rebuilding = false;
    });
    let committed = 0;
    for (let seq = 1; rebuilding; seq += 1) {
      eventsOf(await store.commit(commitOf([{ stream: 'b', seq }])));
      committed += 1;
    }
    await rebuilt;
    expect(committed).toBeGreaterThan(5);
    expect(await store.verify()).toEqual([]);
  },
  SLOW_MS,
);
