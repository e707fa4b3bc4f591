import { globSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from '@confab/standalone/config';
import { createStandalone } from '@confab/standalone/service';
import { createChance } from './chance.ts';
import { furnish } from './furnish.ts';
import { roomsOf } from './rooms.ts';
import { DAYS } from './story.ts';
import { createTurnedClock } from './turned-clock.ts';

/** Furnishes an empty folder with the built product: `node make.ts <folder> <seed> <rooms>`. A process of its own, run by `workspaceFolder`. */
const [dataDir = '', seed = '', rooms = ''] = process.argv.slice(2);
const DAY_MS = 24 * 3_600_000;
/** Tokens outlive the days that pass while the clock is turned. */
const TOKEN_LIFE_MS = 2 * DAYS * DAY_MS;

await mkdir(dataDir, { recursive: true, mode: 0o700 });
const clock = createTurnedClock(Date.now() - (DAYS + 1) * DAY_MS);
const config = readConfig({
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'warn',
  CONFAB_RATE_LIMIT: 'off',
  CONFAB_DRAIN_MS: '0',
  CONFAB_DATA: dataDir,
  CONFAB_ARGON2_MEMORY_KIB: '8',
  CONFAB_ARGON2_PASSES: '1',
});
const product = await createStandalone(
  { ...config, auth: { ...config.auth, accessTokenLifeMs: TOKEN_LIFE_MS } },
  { clock },
);
try {
  const chance = createChance(Number(seed));
  await furnish({ url: product.url, clock, chance, rooms: roomsOf(Number(rooms)) });
} finally {
  await product.close();
}
// A copy is small, and opens at once: what was written last is in the databases, not beside them.
for (const file of globSync(`${dataDir}/*.db`)) {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
