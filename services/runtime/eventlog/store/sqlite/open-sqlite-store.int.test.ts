import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { append } from '../../../testing/append.ts';
import { createTempFolder } from '../../../testing/temp-folder.ts';
import { describeEventStore, type StoreData } from '../contract/describe-event-store.ts';
import { commitOf } from '../contract/fixture.ts';
import { renewEpoch } from './epoch.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

async function createData(): Promise<StoreData> {
  const folder = createTempFolder();
  const file = join(folder.path, 'data', 'store.db');
  const tamper = (sql: string, ...params: (string | number)[]): void => {
    const db = new DatabaseSync(file);
    db.prepare(sql).run(...params);
    db.close();
  };
  const where = 'WHERE "board" = ? AND "card" = ?';
  return {
    open: (options) => openSqliteStore({ file, ...options }),
    async loseEvent(stream, seq) {
      tamper('DELETE FROM events WHERE stream = ? AND seq = ?', stream, seq);
    },
    async changeDocument(collection, key, doc) {
      tamper(`INSERT OR REPLACE INTO "c_${collection}" VALUES (?, ?, ?)`, ...key, JSON.stringify(doc));
    },
    async loseDocument(collection, key) {
      tamper(`DELETE FROM "c_${collection}" ${where}`, ...key);
    },
    async renewEpoch() {
      renewEpoch(file);
    },
    async destroy() {
      folder.remove();
    },
  };
}

describeEventStore('sqlite', createData);

const FIRST_VERSION = `
  CREATE TABLE old (actor TEXT, command_id TEXT, command TEXT, result TEXT, PRIMARY KEY (actor, command_id)) STRICT, WITHOUT ROWID;
  INSERT INTO old SELECT actor, command_id, command, result FROM commands;
  DROP TABLE commands;
  ALTER TABLE old RENAME TO commands;
  PRAGMA user_version = 1;`;
const SECOND_VERSION = `
  ALTER TABLE commands DROP COLUMN digest;
  PRAGMA user_version = 2;`;

describe.each([
  ['first', FIRST_VERSION],
  ['second', SECOND_VERSION],
])('a file of the %s version', (_, downgrade) => {
  it('is brought up to date, and its commands are known', async () => {
    const folder = createTempFolder();
    const file = join(folder.path, 'old.db');
    const open = () => openSqliteStore({ file, projections: [], upcasters: {} });
    const first = await open();
    await append(first, 'note-a', { type: 'Noted', data: {} }, { type: 'Noted', data: {} });
    await first.close();
    const db = new DatabaseSync(file);
    db.exec(downgrade);
    const known = db.prepare('SELECT actor, command_id AS commandId FROM commands').all() as Record<string, string>[];
    db.close();

    const upgraded = await open();
    const [{ actor = '', commandId = '' } = {}] = known;
    expect(await upgraded.findCommand(actor, commandId)).toEqual({ command: expect.any(String), result: null });
    expect(await upgraded.head('note-a')).toBe(2);
    await upgraded.commit(commitOf([{ stream: 'note-a', seq: 3 }], { commandId: 'new', digest: 'd' }));
    expect(await upgraded.findCommand('ada', 'new')).toEqual({ command: 'Test', digest: 'd', result: null });
    expect(await upgraded.verify()).toEqual([]);
    await upgraded.close();
    folder.remove();
  });
});
