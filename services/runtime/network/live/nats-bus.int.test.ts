import { create } from '@bufbuild/protobuf';
import { StringValueSchema } from '@bufbuild/protobuf/wkt';
import { pino } from 'pino';
import { testNats } from '../../testing/backends.ts';
import { eventually } from '../../testing/eventually.ts';
import { connectNats } from '../nats/connection.ts';
import { describeLiveBus, type Note } from './contract/describe-live-bus.ts';
import { createNatsBus } from './nats-bus.ts';
import type { LiveBus } from './port.ts';

const log = pino({ level: 'silent' });
let runs = 0;

/** The suite's notes as messages of the wire, under subjects of one test's own. */
function asNotes(bus: LiveBus<ReturnType<typeof toMessage>>, run: string): LiveBus<Note> {
  const own = (subject: string) => `${subject}.${run}`;
  return {
    ...bus,
    publish: (subject, batch) => bus.publish(own(subject), batch.map(toMessage)),
    subscribe: (subject, handler) =>
      bus.subscribe(own(subject), (batch) => handler(batch.map(({ value }) => ({ text: value })))),
  };
}
function toMessage({ text }: Note) {
  return create(StringValueSchema, { value: text });
}

const connectBus = async () => {
  const connection = await connectNats({ url: await testNats(), service: 'test', log });
  return { connection, bus: createNatsBus({ connection, schema: StringValueSchema, log }) };
};

describeLiveBus('nats', async () => {
  runs += 1;
  const run = `${process.pid}-${runs}`;
  const [publisher, subscriber] = await Promise.all([connectBus(), connectBus()]);
  return {
    publisher: asNotes(publisher.bus, run),
    subscriber: asNotes(subscriber.bus, run),
    async close() {
      await Promise.all([publisher.bus.close(), subscriber.bus.close()]);
      await Promise.all([publisher.connection.close(), subscriber.connection.close()]);
    },
  };
});

describe('createNatsBus', () => {
  it.each(['room.*', 'room.>', 'room.a b', 'room.', '.room', 'room.a\u0000'])(
    'refuses the subject %j',
    async (subject) => {
      const { bus, connection } = await connectBus();
      await expect(bus.subscribe(subject, () => {})).rejects.toThrow('no subject');
      bus.publish(subject, [toMessage({ text: 'x' })]);
      await connection.close();
    },
  );

  it('sends a batch that is larger than a message of the broker', async () => {
    const { bus, connection } = await connectBus();
    const seen: string[] = [];
    const all = Promise.withResolvers<void>();
    await bus.subscribe(`large.${process.pid}`, (batch) => {
      seen.push(...batch.map(({ value }) => value));
      if (seen.length === 100) all.resolve();
    });
    const texts = Array.from({ length: 100 }, (_, i) => `${i}`.padEnd(20_000, 'x'));
    bus.publish(
      `large.${process.pid}`,
      texts.map((text) => toMessage({ text })),
    );
    await all.promise;
    expect(seen).toEqual(texts);
    await connection.close();
  });

  it('says after a reconnect that something may be lost, once whatever is published arrives again', async () => {
    const [one, other] = [await connectBus(), await connectBus()];
    const subject = `back.${process.pid}`;
    const seen: string[] = [];
    await one.bus.subscribe(subject, (batch) => void seen.push(...batch.map(({ value }) => value)));
    let interrupted = 0;
    one.bus.onInterrupted(() => {
      interrupted += 1;
      other.bus.publish(subject, [toMessage({ text: 'after' })]);
    });
    await one.connection.reconnect();
    await eventually(() => expect([interrupted, ...seen]).toEqual([1, 'after']));
    await Promise.all([one.connection.close(), other.connection.close()]);
  });

  it('bears a message that nobody of ours has made', async () => {
    const { bus, connection } = await connectBus();
    const subject = `strange.${process.pid}`;
    const seen: string[] = [];
    await bus.subscribe(subject, (batch) => void seen.push(...batch.map(({ value }) => value)));
    for (const bytes of ['nonsense', '\u00ff'.repeat(10), 'x'.repeat(900_000), '']) connection.publish(subject, bytes);
    bus.publish(subject, [toMessage({ text: 'sense' })]);
    await eventually(() => expect(seen).toEqual(['sense']));
    await connection.close();
  });
});
