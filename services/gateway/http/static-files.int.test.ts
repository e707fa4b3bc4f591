import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { readStaticFiles } from './static-files.ts';

describe('the files of the web app', () => {
  const folder = createTempFolder();
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const write = (name: string, text: string) => writeFileSync(`${folder.path}/${name}`, text);
    mkdirSync(`${folder.path}/assets`);
    mkdirSync(`${folder.path}/.git`);
    write('index.html', '<!doctype html>');
    write('assets/app.js', 'plain');
    write('assets/app.js.br', 'as brotli');
    write('assets/app.js.gz', 'as gzip');
    write('assets/grüße.css', 'body {}');
    write('.env', 'secret');
    write('.git/config', 'secret');
    const files = readStaticFiles(folder.path, (path) => (path.startsWith('/assets/') ? 'immutable' : 'no-cache'));
    server = createServer((request, response) => {
      if (!files.serve(request, response, { path: request.url ?? '' })) response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    folder.remove();
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url + path, { method, headers: { 'accept-encoding': 'identity', ...headers } });

  it('come with their type, their length and how long to keep them', async () => {
    const page = await get('/index.html');
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': '15',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
    });
    expect((await get('/assets/app.js')).headers.get('cache-control')).toBe('immutable');
    expect(await (await get('/assets/gr%C3%BC%C3%9Fe.css')).text()).toBe('body {}');
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['BR;q=0.5, gzip;q=1', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
    ['brown, gzipped', null],
  ])('come for accept-encoding: %s as %s', async (accepted, encoding) => {
    const { headers } = await get('/assets/app.js', { 'accept-encoding': accepted }, 'HEAD');
    expect(headers.get('content-encoding')).toBe(encoding);
  });

  it('are not sent again to whoever has them', async () => {
    const first = await get('/assets/app.js');
    const again = await get('/assets/app.js', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await again.text()).toBe('');
    expect((await get('/assets/app.js', { 'if-none-match': 'W/"1-1"' })).status).toBe(200);
  });

  it('have no body where only the head is asked for, and are whole whatever part is', async () => {
    const head = await get('/assets/app.js', {}, 'HEAD');
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['5', '']);
    expect(await (await get('/assets/app.js', { range: 'bytes=5-2' })).text()).toBe('plain');
  });

  it.each(['/.env', '/.git/config', '/assets', '/', '/%E0%A4%A', '/../package.json', '/constructor'])(
    'are no others: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
