import { readdirSync } from 'node:fs';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { WebSocket } from 'ws';
import { type Product, startProduct } from '../../../tooling/product.ts';
import { type ReverseProxy, startReverseProxy } from '../../../tooling/reverse-proxy.ts';
import { type Person, register } from './person.ts';
import { PROTOCOL } from './raw-socket.ts';
import { askFrom, connectFrom, type Way } from './stranger.ts';
import { assembleCrowd, type Crowd } from './tcp-crowd.ts';

const OPEN_FILES = 400;
const HALF_AN_UPGRADE = 'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
const UPGRADE = `${HALF_AN_UPGRADE}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`;

/** What 600 connections of one address may be. */
const CROWDS: [what: string, say: string | undefined][] = [
  ['say nothing', undefined],
  ['begin a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  [
    'begin a body',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  ],
  ['have asked once and stay', 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['begin an upgrade', HALF_AN_UPGRADE],
  ['are WebSockets of nobody', `${UPGRADE}Sec-WebSocket-Protocol: ${PROTOCOL}\r\n\r\n`],
  ['are WebSockets of another protocol', `${UPGRADE}\r\n`],
];

describe('a process that may open few files', () => {
  const folder = createTempFolder();
  let product: Product;
  let port: string;
  let ann: Person;
  let crowd: Crowd | undefined;

  beforeAll(async () => {
    product = await startProduct({
      dataDir: folder.path,
      env: { HOST: '::', LOG_LEVEL: 'warn' },
      prefix: ['bash', '-c', `ulimit -n ${OPEN_FILES}; exec "$@"`, '--'],
    });
    ({ port } = new URL(product.url));
    ann = await register(`http://127.0.0.1:${port}`, 'ann');
  }, 60_000);

  afterEach(() => {
    crowd?.leave();
    crowd = undefined;
  });

  afterAll(async () => {
    await product?.stop();
    folder.remove();
  });

  const openFiles = () => readdirSync(`/proc/${product.pid}/fd`).length;

  async function comesIn(way: Way): Promise<void> {
    for (let at = 0; at < 20; at += 1) expect(await askFrom(way)).toMatchObject({ status: 200 });
    (await connectFrom(way)).close();
  }

  it.each(CROWDS)(
    'lets strangers in while 600 connections of one address %s',
    async (_what, say) => {
      const early = await connectFrom({ url: `http://127.0.0.1:${port}`, from: '127.0.0.3' });
      early.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${ann.token}` } }));
      crowd = await assembleCrowd({
        ...{ url: `http://127.0.0.1:${port}`, from: '127.0.0.1', size: 600, backAfterMs: 1_000 },
        ...(say !== undefined && { say }),
      });
      await comesIn({ url: `http://127.0.0.1:${port}`, from: '127.0.0.2' });
      await comesIn({ url: `http://[::1]:${port}`, from: '::1' });
      expect(openFiles()).toBeLessThan(OPEN_FILES);
      expect(crowd.open).toBeGreaterThan(100);
      expect(early.readyState).toBe(WebSocket.OPEN);
      early.close();
      // Who is sent away is told so: a connection by an answer, a WebSocket by how it is closed.
      const isSocket = say?.includes('Sec-WebSocket-Protocol');
      const told = isSocket ? /"retryAfterMs":\d/ : /^HTTP\/1\.1 503 .*retry-after: 10/is;
      const { answers } = crowd;
      await eventually(() => expect(answers.filter((answer) => told.test(answer)).length).toBeGreaterThan(0));
    },
    60_000,
  );

  it('says how many connections there is room for', async () => {
    expect(product.output()).toMatch(/"openFiles":400,"connections":\d+,"msg":"few connections: raise the limit/);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/^confab_gateway_connections \d+$/m);
    expect(metrics).toMatch(/^confab_gateway_connections_refused_total\{why="room"\} \d+$/m);
    expect(metrics).toMatch(/^process_max_fds 400$/m);
  });

  it('keeps no file open for downloads that were broken off', async () => {
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? [];
    const before = openFiles();
    for (let round = 0; round < 10; round += 1) {
      crowd = await assembleCrowd({
        ...{ url: `http://127.0.0.1:${port}`, size: 30 },
        say: `GET ${script} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(16),
      });
      crowd.leave();
    }
    await eventually(() => expect(openFiles()).toBeLessThan(before + 10));
  }, 60_000);
});

describe('the same behind a proxy that says who asks', () => {
  const folder = createTempFolder();
  let product: Product;
  let proxy: ReverseProxy;
  let crowd: Crowd | undefined;

  beforeAll(async () => {
    product = await startProduct({
      dataDir: folder.path,
      env: { CONFAB_TRUST_PROXY: 'on' },
      prefix: ['bash', '-c', `ulimit -n ${OPEN_FILES}; exec "$@"`, '--'],
    });
    proxy = await startReverseProxy(product.url.replace('localhost', '127.0.0.1'));
  }, 60_000);

  afterEach(() => {
    crowd?.leave();
    crowd = undefined;
  });

  afterAll(async () => {
    proxy?.close();
    await product?.stop();
    folder.remove();
  });

  it.each([
    [
      '600 WebSockets of one address come through it',
      () => proxy.url,
      `${UPGRADE}Sec-WebSocket-Protocol: ${PROTOCOL}\r\n\r\n`,
    ],
    [
      '600 bodies of one address come through it slowly',
      () => proxy.url,
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ],
    ['600 connections pass it by and say nothing', () => product.url.replace('localhost', '127.0.0.1'), undefined],
  ])(
    'lets strangers in while %s',
    async (_what, url, say) => {
      const options = { url: url(), from: '127.0.0.1', size: 600, backAfterMs: 4_000 };
      crowd = await assembleCrowd({ ...options, ...(say !== undefined && { say }) });
      const way = { url: proxy.url, from: '127.0.0.2' };
      for (let at = 0; at < 20; at += 1) expect(await askFrom(way)).toMatchObject({ status: 200 });
      (await connectFrom(way)).close();
      expect(readdirSync(`/proc/${product.pid}/fd`).length).toBeLessThan(OPEN_FILES);
    },
    60_000,
  );
});
