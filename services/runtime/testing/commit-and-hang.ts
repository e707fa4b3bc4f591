import { openSqliteStore } from '../eventlog/store/sqlite/open-sqlite-store.ts';
import { append } from './append.ts';

/** Commits events without publishing them, says so and waits to be killed. Arguments: file, stream, how many. */
const [file = '', stream = '', count = '0'] = process.argv.slice(2);
const store = await openSqliteStore({ file, projections: [], upcasters: {} });
for (let n = 1; n <= Number(count); n++) await append(store, stream, { type: 'Noted', data: { n } });
process.stdout.write('committed\n');
setInterval(() => {}, 1_000);
