import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const CONNECT_WITHIN_MS = 1_000;

/** One local address for several gateways. */
export interface FrontDoor {
  readonly url: string;
  /** Cuts what goes through it. */
  close(): Promise<void>;
}

/**
 * Spreads connections over the ports of 127.0.0.1 in turn; one that does not accept is passed over for the next. Knows nothing of HTTP: a connection
 * stays with its gateway. Rejects where the port cannot be had.
 */
export async function openFrontDoor({
  port,
  targets,
}: {
  port: number;
  targets: readonly number[];
}): Promise<FrontDoor> {
  const sockets = new Set<Socket>();
  let turn = 0;

  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, async (client) => {
    keep(client);
    turn += 1;
    const inTurn = targets.map((_, i) => targets[(turn + i) % targets.length] as number);
    const gateway = await firstThatAccepts(inTurn);
    if (!gateway || client.destroyed) {
      client.destroy();
      gateway?.destroy();
      return;
    }
    keep(gateway);
    client.pipe(gateway).pipe(client);
    client.once('close', () => gateway.destroy());
    gateway.once('close', () => client.destroy());
  });

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${taken}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function firstThatAccepts(ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = await accepted(port);
    if (socket) return socket;
  }
  return undefined;
}

function accepted(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
    const give = (found: Socket | undefined) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      if (!found) socket.on('error', () => {}).destroy();
      resolve(found);
    };
    const timer = setTimeout(give, CONNECT_WITHIN_MS, undefined);
    socket.once('connect', () => give(socket)).once('error', () => give(undefined));
  });
}
