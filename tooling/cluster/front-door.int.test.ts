import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { eventually } from '@confab/runtime/testing/eventually';
import { type FrontDoor, openFrontDoor } from './front-door.ts';

describe('openFrontDoor', () => {
  let gateways: Server[];
  let door: FrontDoor;

  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  /** What a client is greeted with, and then answered in capitals. */
  async function talk(): Promise<string> {
    const socket = connect({ port: Number(new URL(door.url).port), host: '127.0.0.1' }).setEncoding('utf8');
    let heard = '';
    socket.on('data', (text: string) => {
      heard += text;
    });
    socket.on('error', () => {});
    socket.end('hello');
    await new Promise((resolve) => {
      socket.once('close', resolve);
    });
    return heard;
  }

  beforeEach(async () => {
    gateways = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const server = createServer({ allowHalfOpen: true }, (socket) => {
          socket.on('error', () => {});
          socket.write(`${name} `);
          socket.on('data', (text) => socket.end(String(text).toUpperCase()));
        }).listen(0, '127.0.0.1');
        await once(server, 'listening');
        return server;
      }),
    );
    door = await openFrontDoor({ port: 0, targets: gateways.map(portOf) });
  });
  afterEach(async () => {
    await door.close();
    for (const gateway of gateways) gateway.close();
  });

  it('leads to the gateways in turn', async () => {
    const heard = [await talk(), await talk(), await talk(), await talk()];
    expect(heard.toSorted()).toEqual(['a HELLO', 'a HELLO', 'b HELLO', 'b HELLO']);
  });

  it('passes over a gateway that does not accept', async () => {
    gateways[0]?.close();
    expect([await talk(), await talk()]).toEqual(['b HELLO', 'b HELLO']);
  });

  it('closes the connection where no gateway accepts', async () => {
    for (const gateway of gateways) gateway.close();
    expect(await talk()).toBe('');
  });

  it('cuts what goes through it when it is closed', async () => {
    const socket = connect({ port: Number(new URL(door.url).port), host: '127.0.0.1' });
    socket.on('error', () => {});
    await once(socket, 'data');
    await door.close();
    await eventually(() => expect(socket.destroyed).toBe(true));
  });
});
