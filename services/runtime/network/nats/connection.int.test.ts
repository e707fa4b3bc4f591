import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pino } from 'pino';
import { testNats } from '../../testing/backends.ts';
import { eventually } from '../../testing/eventually.ts';
import { connectNats } from './connection.ts';

const DIALS_WITHIN_MS = 10_000;
const HOUR_MS = 3_600_000;

/** Stands before the server. While it is frozen, connections are accepted and nothing is answered, as by a process that was stopped. */
async function startDoor(url: string) {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const held: (() => void)[] = [];
  let frozen = false;
  let dials = 0;
  const server = createServer((client) => {
    dials += 1;
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => undefined);
    client.resume();
    const pass = () => {
      if (client.destroyed) return;
      const inside = connect({ host: hostname, port: Number(port) });
      inside.on('error', () => client.destroy());
      client.pipe(inside).pipe(client);
    };
    if (frozen) held.push(pass);
    else pass();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open,
    dials: () => dials,
    drop() {
      for (const client of open) client.destroy();
    },
    freeze() {
      frozen = true;
      for (const client of open) client.destroy();
    },
    thaw() {
      frozen = false;
      for (const pass of held.splice(0)) pass();
    },
    async close() {
      for (const client of open) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a connection to NATS', () => {
  it('lets go of a dial that nobody answered, and is one connection when the server comes around', async () => {
    const door = await startDoor(await testNats());
    const connection = await connectNats({ url: door.url, service: 'x', log: pino({ level: 'silent' }) });
    try {
      const heard: string[] = [];
      connection.subscribe('frozen.test', { callback: (_, message) => void heard.push(message.string()) });
      await connection.flush();
      door.freeze();
      // The door may hear of the end of one dial after the beginning of the next.
      await eventually(() => expect([door.dials(), door.open.size]).toEqual([3, 1]), { timeoutMs: DIALS_WITHIN_MS });
      door.thaw();
      await eventually(async () => {
        connection.publish('frozen.test', 'back');
        await connection.flush();
        expect(heard).toContain('back');
      });
      await eventually(() => expect(door.open.size).toBe(1));
    } finally {
      await connection.close();
      await door.close();
    }
  }, 30_000);

  it('dials at once when the clock was set back since the last dial', async () => {
    const door = await startDoor(await testNats());
    const { now } = Date;
    Date.now = () => now() + HOUR_MS;
    const connection = await connectNats({ url: door.url, service: 'x', log: pino({ level: 'silent' }) });
    try {
      door.drop();
      await eventually(() => expect(door.dials()).toBe(2), { timeoutMs: DIALS_WITHIN_MS });
      await connection.flush();
      Date.now = now;
      door.drop();
      await eventually(() => expect(door.dials()).toBe(3), { timeoutMs: DIALS_WITHIN_MS });
      await connection.flush();
    } finally {
      Date.now = now;
      await connection.close();
      await door.close();
    }
  }, 30_000);
});
