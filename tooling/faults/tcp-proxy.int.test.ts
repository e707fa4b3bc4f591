import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from '@confab/runtime/testing/eventually';
import { OPEN } from './link-state.ts';
import { startTcpProxy, type TcpProxy, type TcpProxyOptions } from './tcp-proxy.ts';

/** What the far end of a connection saw. */
interface Caller {
  socket: Socket;
  text(): string;
  ended(): string | undefined;
}

describe('a TCP proxy', () => {
  let echo: Server;
  let proxy: TcpProxy;
  const callers: Caller[] = [];
  const heard: string[] = [];

  beforeEach(async () => {
    heard.length = 0;
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        heard.push(chunk.toString());
        socket.write(`<${chunk}>`);
      });
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await start();
  });
  afterEach(async () => {
    for (const { socket } of callers.splice(0)) socket.destroy();
    await proxy.close();
    echo.close();
  });

  function start(options: Partial<TcpProxyOptions> = {}): Promise<TcpProxy> {
    const { port } = echo.address() as { port: number };
    return startTcpProxy({ target: { host: '127.0.0.1', port }, ...options });
  }

  function call(through = proxy): Caller {
    const socket = connect(through.port, '127.0.0.1');
    let text = '';
    let ended: string | undefined;
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('end', () => {
      ended ??= 'end';
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      ended = error.code;
    });
    const caller = { socket, text: () => text, ended: () => ended };
    callers.push(caller);
    return caller;
  }

  async function talking(through = proxy): Promise<Caller> {
    const caller = call(through);
    caller.socket.write('hi');
    await eventually(() => expect(caller.text()).toBe('<hi>'));
    return caller;
  }

  it('passes bytes and the end of a connection', async () => {
    const caller = await talking();
    caller.socket.end();
    await eventually(() => expect([caller.ended(), proxy.size]).toEqual(['end', 0]));
  });

  it('passes more than the buffers hold', async () => {
    const caller = call();
    caller.socket.write('x'.repeat(5_000_000));
    await eventually(() => expect(caller.text().replace(/[<>]/g, '')).toHaveLength(5_000_000));
  });

  it('resets open and new connections while it is cut, and passes new ones after that', async () => {
    const caller = await talking();
    proxy.set({ kind: 'cut' });
    await eventually(() => expect(caller.ended()).toBe('ECONNRESET'));
    const late = call();
    await eventually(() => expect(late.ended()).toBe('ECONNRESET'));
    proxy.set(OPEN);
    await talking();
  });

  it('resets what is open, once', async () => {
    const caller = await talking();
    proxy.reset();
    await eventually(() => expect(caller.ended()).toBe('ECONNRESET'));
    await talking();
  });

  it('delays bytes, in order, and gives out at once what waits when it is mended', async () => {
    const caller = await talking();
    proxy.set({ kind: 'delayed', ms: 100 });
    const began = performance.now();
    caller.socket.write('a');
    await eventually(() => expect(caller.text()).toBe('<hi><a>'));
    expect(performance.now() - began).toBeGreaterThan(190);
    proxy.set({ kind: 'delayed', ms: 60_000 });
    caller.socket.write('b');
    await eventually(() => expect(proxy.size).toBe(1));
    proxy.set({ kind: 'delayed', ms: 0 });
    caller.socket.write('c');
    proxy.set(OPEN);
    await eventually(() => expect(caller.text().replace(/[<>]/g, '')).toBe('hiabc'));
  });

  it('swallows what goes to the deaf side, and nothing else', async () => {
    const caller = await talking();
    proxy.set({ kind: 'half-open', deaf: 'client' });
    caller.socket.write('lost?');
    await eventually(() => expect(heard).toContain('lost?'));
    // The answer is still on its way while the request is heard.
    await eventually(() => expect(proxy.swallowed).toBe('<lost?>'.length));
    expect([caller.text(), caller.ended()]).toEqual(['<hi>', undefined]);
    proxy.set({ kind: 'half-open', deaf: 'server' });
    caller.socket.write('unheard');
    await eventually(() => expect(proxy.swallowed).toBe('<lost?>unheard'.length));
    expect(heard).not.toContain('unheard');
  });

  it('accepts and swallows while it is half open, and resets a connection that lost something by its next byte', async () => {
    const [caller, idle] = [await talking(), await talking()];
    proxy.set({ kind: 'half-open', deaf: 'both' });
    const late = call();
    await once(late.socket, 'connect');
    late.socket.write('x');
    caller.socket.write('y');
    await eventually(() => expect([proxy.size, proxy.swallowed]).toEqual([3, 2]));
    proxy.set(OPEN);
    expect([caller.ended(), late.ended()]).toEqual([undefined, undefined]);
    caller.socket.write('z');
    late.socket.write('z');
    idle.socket.write('z');
    await eventually(() => expect([caller.ended(), late.ended()]).toEqual(['ECONNRESET', 'ECONNRESET']));
    await eventually(() => expect(idle.text()).toBe('<hi><z>'));
    expect(heard).toEqual(['hi', 'hi', 'z']);
  });

  it('does not let the news of an end through to the deaf side', async () => {
    const caller = await talking();
    proxy.set({ kind: 'half-open', deaf: 'both' });
    caller.socket.end('bye');
    await eventually(() => expect(proxy.swallowed).toBe(3));
    expect(proxy.size).toBe(1);
    proxy.set(OPEN);
    await eventually(() => expect(proxy.size).toBe(0));
  });

  it('spoils the links of one client and leaves the others alone', async () => {
    await proxy.close();
    proxy = await start({ nameOf: (first) => /name=(\w+)/.exec(first.toString())?.[1] });
    const named = async (name: string) => {
      const caller = call();
      caller.socket.write(`name=${name}`);
      await eventually(() => expect(caller.text()).toBe(`<name=${name}>`));
      return caller;
    };
    const [one, two] = [await named('one'), await named('two')];
    proxy.set({ kind: 'cut' }, 'one');
    await eventually(() => expect(one.ended()).toBe('ECONNRESET'));
    const again = call();
    again.socket.write('name=one');
    await eventually(() => expect(again.ended()).toBe('ECONNRESET'));
    two.socket.write('!');
    await eventually(() => expect(two.text()).toBe('<name=two><!>'));
    proxy.set(OPEN, 'one');
    await named('one');
  });

  it('resets connections while nothing listens at its target', async () => {
    echo.close();
    await once(echo, 'close');
    const caller = call();
    await eventually(() => expect([caller.ended(), proxy.size]).toEqual(['ECONNRESET', 0]));
  });
});
