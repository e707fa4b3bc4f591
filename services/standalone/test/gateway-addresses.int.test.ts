import { eventually } from '@confab/runtime/testing/eventually';
import type { WebSocket } from 'ws';
import { type ReverseProxy, startReverseProxy } from '../../../tooling/reverse-proxy.ts';
import { type App, startApp } from './app.ts';
import { askFrom, connectFrom, type Way } from './stranger.ts';
import { assembleCrowd, type Crowd } from './tcp-crowd.ts';

const PER_ADDRESS = 20;
const ENVIRONMENT = { LOG_LEVEL: 'error', CONFAB_RATE_LIMIT: 'on', CONFAB_SOCKETS_PER_ADDRESS: String(PER_ADDRESS) };
const SLOW_BODY =
  'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';

/** Opens WebSockets until one is refused; resolves to how many there were. */
async function fill(way: (at: number) => Way, kept: WebSocket[]): Promise<number> {
  for (let at = 0; ; at += 1) {
    try {
      kept.push(await connectFrom(way(at)));
    } catch (error) {
      expect(String(error)).toContain('429');
      return at;
    }
  }
}

describe('connections of one address', () => {
  const kept: WebSocket[] = [];
  let app: App;
  let crowd: Crowd | undefined;

  beforeAll(async () => {
    app = await startApp({ env: ENVIRONMENT });
  }, 60_000);

  afterEach(async () => {
    crowd?.leave();
    for (const socket of kept.splice(0)) socket.terminate();
    // The next test finds none.
    await eventually(async () => {
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      expect(Number(/^confab_gateway_connections (\d+)$/m.exec(metrics)?.[1])).toBeLessThan(3);
    });
  });

  afterAll(() => app.close(), 60_000);

  const address = () => app.url.replace('localhost', '127.0.0.1');

  it('are limited, whatever they do, and those of others are not', async () => {
    const silent = await assembleCrowd({ url: address(), from: '127.0.0.2', size: PER_ADDRESS / 2 });
    crowd = silent;
    expect(await fill(() => ({ url: address(), from: '127.0.0.2' }), kept)).toBe(PER_ADDRESS / 2);
    await expect(askFrom({ url: address(), from: '127.0.0.2' })).resolves.toMatchObject({
      status: 429,
      headers: { 'retry-after': '10', 'x-content-type-options': 'nosniff' },
    });
    expect(await askFrom({ url: address(), from: '127.0.0.3' })).toMatchObject({ status: 200 });
    kept.pop()?.terminate();
    await eventually(async () => {
      expect(await askFrom({ url: address(), from: '127.0.0.2' })).toMatchObject({ status: 200 });
    });
  });

  it.each([
    ['say nothing', undefined],
    ['do not end a header', 'GET / HTTP/1.1\r\nHost: x\r\n'],
  ])(
    'are cut within seconds where they %s',
    async (_what, say) => {
      crowd = await assembleCrowd({ url: address(), size: 10, from: '127.0.0.2', ...(say && { say }) });
      expect(crowd.open).toBe(10);
      await eventually(() => expect(crowd?.open).toBe(0), { timeoutMs: 15_000 });
    },
    30_000,
  );
});

describe('connections behind a proxy', () => {
  const kept: WebSocket[] = [];
  let app: App;
  let proxy: ReverseProxy;
  let crowd: Crowd | undefined;

  beforeEach(async () => {
    app = await startApp({ env: { ...ENVIRONMENT, CONFAB_TRUST_PROXY: 'on' } });
    proxy = await startReverseProxy(app.url.replace('localhost', '127.0.0.1'));
  }, 60_000);

  afterEach(async () => {
    crowd?.leave();
    for (const socket of kept.splice(0)) socket.terminate();
    proxy.close();
    await app.close();
  }, 60_000);

  it('count for who comes through it', async () => {
    expect(await fill(() => ({ url: proxy.url, from: '127.0.0.2' }), kept)).toBe(PER_ADDRESS);
    const refused = await askFrom({ url: proxy.url, from: '127.0.0.2' });
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
    expect(JSON.parse(refused.body)).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 10_000 } }],
    });
    expect(await askFrom({ url: proxy.url, from: '127.0.0.3' })).toMatchObject({ status: 200 });
  });

  it('count while a body comes slowly', async () => {
    crowd = await assembleCrowd({ url: proxy.url, from: '127.0.0.2', size: PER_ADDRESS, say: SLOW_BODY });
    await eventually(async () => {
      expect(await askFrom({ url: proxy.url, from: '127.0.0.2' })).toMatchObject({ status: 429 });
    });
    expect(await askFrom({ url: proxy.url, from: '127.0.0.3' })).toMatchObject({ status: 200 });
    crowd.leave();
    await eventually(async () => {
      expect(await askFrom({ url: proxy.url, from: '127.0.0.2' })).toMatchObject({ status: 200 });
    });
  });

  it('are the proxy’s own as long as nobody asks over them, and then not limited', async () => {
    crowd = await assembleCrowd({ url: app.url.replace('localhost', '127.0.0.1'), from: '127.0.0.1', size: 100 });
    expect(crowd.open).toBe(100);
    expect(await askFrom({ url: proxy.url, from: '127.0.0.2' })).toMatchObject({ status: 200 });
    expect(crowd.open).toBe(100);
  });

  it.each([
    ['of one /64', (at: number) => `2001:db8:0:1::${(at + 1).toString(16)}`, '2001:db8:0:2::1'],
    ['of IPv4, mapped or not', (at: number) => (at % 2 ? '192.0.2.7' : '::ffff:192.0.2.7'), '192.0.2.8'],
  ])('count together where they are %s', async (_what, addressAt, other) => {
    const way = (forwarded: string): Way => ({
      url: app.url.replace('localhost', '127.0.0.1'),
      from: '127.0.0.1',
      headers: { 'x-forwarded-for': forwarded },
    });
    expect(await fill((at) => way(addressAt(at)), kept)).toBe(PER_ADDRESS);
    kept.push(await connectFrom(way(other)));
  });

  it('are asked no more often by one /64 than by one address', async () => {
    const aliases = Array.from({ length: 30 }, (_, at) => `a${at}: refreshSession(refreshToken: "x") { expiresIn }`);
    const ask = (forwarded: string) =>
      askFrom(
        {
          url: app.url.replace('localhost', '127.0.0.1'),
          from: '127.0.0.1',
          headers: { 'x-forwarded-for': forwarded },
        },
        `mutation { ${aliases.join(' ')} }`,
      );
    const began = performance.now();
    let requests = 0;
    for (let status = 200; status !== 429; requests += 1) ({ status } = await ask(`2001:db8::${requests}`));
    // The bucket fills again while it is emptied: by all that it holds in a minute.
    const renewals = 3_000 * (1 + (performance.now() - began) / 60_000);
    expect(requests).toBeGreaterThan(3_000 / aliases.length);
    expect(requests).toBeLessThanOrEqual(renewals / aliases.length + 1);
    expect(await ask('2001:db8:1::1')).toMatchObject({ status: 200 });
  });
});
