import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createTempFolder } from '../../testing/temp-folder.ts';
import { describeEventStore, type StoreData } from '../contract.ts';
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
