import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import { openMongoStore } from '../eventlog/store/mongo/open-mongo-store.ts';
import { systemClock } from '../kernel/clock/port.ts';
import { joinMembers } from '../network/lease/mongo/membership.ts';
import { append } from './append.ts';

/** Writes an event to the stream and is killed when all but the commit of the transaction is at the server. Arguments: address, database, stream. */
const [url = '', database = '', stream = ''] = process.argv.slice(2);
const client = await new MongoClient(url, {
  monitorCommands: true,
  writeConcern: { w: 'majority', journal: true },
}).connect();
const member = await joinMembers({ db: client.db(database), clock: systemClock, log: pino({ level: 'silent' }) });
const store = await openMongoStore({
  client,
  database,
  member,
  consumers: ['publisher'],
  projections: [],
  upcasters: {},
});
client.on('commandStarted', ({ commandName }) => {
  if (commandName === 'commitTransaction') process.kill(process.pid, 'SIGKILL');
});
await append(store, stream, { type: 'Noted', data: {} });
