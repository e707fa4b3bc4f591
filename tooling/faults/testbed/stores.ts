import { authStore } from '@confab/auth/store';
import { messagesStore } from '@confab/messages/store';
import { roomsStore } from '@confab/rooms/store';
import { openMongoStore } from '@confab/runtime/eventlog/store/mongo/open-mongo-store';
import { systemClock } from '@confab/runtime/kernel/clock/port';
import { joinMembers } from '@confab/runtime/network/lease/mongo/membership';
import { createLogger } from '@confab/runtime/process/logging';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { MongoClient } from 'mongodb';
import type { Log, LoggedEvent } from '../history.ts';

const STORES: Readonly<Record<string, StoreDefinition>> = {
  confab_auth: authStore,
  confab_rooms: roomsStore,
  confab_messages: messagesStore,
};

/** Every event of every store, as a majority of the members has it. */
export async function readLog(mongodbUrl: string): Promise<Log> {
  const log = new Map<string, LoggedEvent[]>();
  const client = new MongoClient(mongodbUrl, { readConcern: { level: 'majority' } });
  try {
    for (const database of Object.keys(STORES)) {
      const events = client.db(database).collection<Omit<LoggedEvent, 'data'> & { data: string }>('events');
      for await (const { stream, seq, type, actor, data } of events.find().sort({ stream: 1, seq: 1 })) {
        const event = { stream, seq, type, actor, data: JSON.parse(data) as LoggedEvent['data'] };
        const before = log.get(stream);
        if (before) before.push(event);
        else log.set(stream, [event]);
      }
    }
    return log;
  } finally {
    await client.close();
  }
}

/** Every stream without gaps, every projection equal to its replay: a line for each violation. */
export async function verifyStores(mongodbUrl: string): Promise<string[]> {
  const client = new MongoClient(mongodbUrl, { writeConcern: { w: 'majority', journal: true } });
  const log = createLogger({ name: 'verify', level: 'silent' });
  const found: string[] = [];
  try {
    for (const [database, { projections, upcasters, consumers = [] }] of Object.entries(STORES)) {
      const member = await joinMembers({ db: client.db(database), clock: systemClock, log });
      const store = await openMongoStore({
        ...{ client, database, projections, upcasters, member, log },
        consumers: ['publisher', ...consumers],
      });
      found.push(...(await store.verify()).map((line) => `${database}: ${line}`));
      await store.close();
      await member.leave();
    }
    return found;
  } finally {
    await client.close();
  }
}
