import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between one process and NATS, and reads along what that subscribes to. */
export interface NatsWitness {
  /** For the process's `NATS_URL`. */
  readonly url: string;
  /** Subjects it is subscribed to now that begin so, sorted. */
  subscribed(beginning: string): string[];
  close(): Promise<void>;
}

/** `SUB <subject> [queue] <sid>`, `UNSUB <sid>` (https://docs.nats.io/reference/reference-protocols/nats-protocol). */
const SUBSCRIBE = /^SUB (\S+)(?: \S+)? (\S+)$/;
const UNSUBSCRIBE = /^UNSUB (\S+)$/;

export async function startNatsWitness(natsUrl: string): Promise<NatsWitness> {
  const { hostname: host, port } = new URL(natsUrl);
  const subjects = new Map<string, string>();
  const sockets = new Set<Socket>();

  const read = (line: string) => {
    const [, subject, sid = ''] = SUBSCRIBE.exec(line) ?? [];
    if (subject !== undefined) subjects.set(sid, subject);
    const [, gone] = UNSUBSCRIBE.exec(line) ?? [];
    if (gone !== undefined) subjects.delete(gone);
  };
  const server = createServer((client) => {
    const inside = connect({ host, port: Number(port) });
    for (const socket of [client, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.on('close', () => inside.destroy());
    inside.on('close', () => client.destroy());
    let rest = '';
    client.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) read(line);
    });
    client.pipe(inside).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`,
    subscribed: (beginning) => [...subjects.values()].filter((subject) => subject.startsWith(beginning)).toSorted(),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
