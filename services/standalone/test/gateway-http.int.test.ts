import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { type App, startApp } from './app.ts';
import { PASSWORD, type Person, register } from './person.ts';
import { PROTOCOL } from './raw-socket.ts';

const APP = 'https://app.example';
const ME = JSON.stringify({ query: '{ me { username } }' });
const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';

describe('HTTP', () => {
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error', CONFAB_ALLOWED_ORIGINS: `${APP}, http://localhost:5173` } });
    ann = await register(app.url, 'ann');
  }, 60_000);

  afterAll(() => app.close(), 60_000);

  const send = (path: string, options: RequestInit = {}) => fetch(`${app.url}${path}`, options);
  const ask = (headers: Record<string, string> = {}, body = ME) =>
    send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const preflight = (origin: string) =>
    send('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const corsHeaders = ({ headers }: Response) => [...headers.keys()].filter((name) => name.startsWith('access-'));

  /** What the server says to these bytes until it closes. */
  function say(bytes: string): Promise<string> {
    const { hostname, port } = new URL(app.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => socket.write(bytes));
      socket.on('data', (data) => {
        answer += data;
      });
      socket.once('error', reject);
      socket.once('end', () => {
        resolve(answer);
        socket.destroy();
      });
    });
  }

  it.each([
    ['the API', () => ask()],
    ['a refusal', () => send('/graphql', { method: 'POST', body: 'x' })],
    ['a preflight', () => preflight(APP)],
    ['the health', () => send('/healthz')],
    ['the readiness', () => send('/readyz')],
    ['the metrics', () => send('/metrics')],
    ['the page', () => send('/')],
    ['a missing file', () => send('/assets/nothing.js')],
    ['a missing page', () => send('/nothing', { headers: { accept: 'text/html' } })],
    ['a method that is none here', () => send('/', { method: 'DELETE' })],
  ])('lets no browser guess what %s is', async (_what, request) => {
    expect((await request()).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    [
      'an upgrade to another address',
      `GET /elsewhere HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Version: 13\r\n${UPGRADE}\r\n`,
      404,
    ],
    [
      'an upgrade of another version',
      `GET /graphql HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Version: 99\r\n${UPGRADE}\r\n`,
      400,
    ],
    ['an upgrade by POST', `POST /graphql HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Version: 13\r\n${UPGRADE}\r\n`, 400],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a header of 20 KB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('refuses %s, and closes', async (_what, bytes, status) => {
    const answer = await say(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
  });

  it.each([
    ['GET', '/graphql', 'POST, OPTIONS'],
    ['PUT', '/graphql', 'POST, OPTIONS'],
    ['POST', '/', 'GET, HEAD'],
  ])('says to %s %s which methods there are', async (method, path, allowed) => {
    const response = await send(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
  });

  it('takes a slash behind the address of the API', async () => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: ME };
    expect(await (await send('/graphql/', options)).json()).toEqual({ data: { me: null } });
    expect((await send('/graphql/', { method: 'OPTIONS' })).status).toBe(204);
    const socket = new WebSocket(`${app.url.replace(/^http/, 'ws')}/graphql/`, PROTOCOL);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.close();
  });

  describe('for a page of another origin', () => {
    it.each([APP, 'http://localhost:5173'])('is open where that is %s', async (origin) => {
      const asked = await preflight(origin);
      expect(asked.status).toBe(204);
      expect(Object.fromEntries(asked.headers)).toMatchObject({
        allow: 'POST, OPTIONS',
        vary: 'Origin',
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '86400',
      });
      const answered = await ask({ origin, authorization: `Bearer ${ann.token}` });
      expect(answered.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answered.headers.get('access-control-allow-credentials')).toBe('true');
      expect(await answered.json()).toEqual({ data: { me: { username: 'ann' } } });
      // It can read why it was refused, too.
      const refused = await ask({ origin }, '{');
      expect(refused.status).toBe(400);
      expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    });

    it.each(['https://evil.example', 'null', 'https://app.example.evil.example', 'http://app.example', `${APP}/`])(
      'is closed where that is %s',
      async (origin) => {
        for (const response of [await preflight(origin), await ask({ origin })]) {
          expect(corsHeaders(response)).toEqual([]);
          expect(response.headers.get('vary')).toBe('Origin');
        }
      },
    );

    it('changes nothing for our own, nor for programs', async () => {
      for (const response of [await ask({ origin: app.url }), await ask()]) {
        expect(response.status).toBe(200);
        expect(corsHeaders(response)).toEqual([]);
      }
    });

    it('lets those alone set and use the cookie that may', async () => {
      const login = JSON.stringify({
        query: `mutation { login(input: { username: "ann", password: "${PASSWORD}" }) { expiresIn } }`,
      });
      expect((await ask({ origin: 'https://evil.example' }, login)).headers.get('set-cookie')).toBeNull();
      const signedIn = await ask({ origin: APP }, login);
      const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
      expect(cookie).toMatch(/^confab_refresh_\d+=/);
      const refresh = JSON.stringify({ query: 'mutation { refreshSession { user { username } } }' });
      const text = async (origin: string) => (await ask({ origin, cookie }, refresh)).text();
      expect(await text('https://evil.example')).toContain('UNAUTHENTICATED');
      expect(await text(APP)).toContain('"username":"ann"');
    });
  });

  it('says when to come back to whoever asks too much', async () => {
    const strict = await startApp({ env: { CONFAB_RATE_LIMIT: 'on' } });
    const aliases = Array.from({ length: 30 }, (_, at) => `a${at}: refreshSession(refreshToken: "x") { expiresIn }`);
    const body = JSON.stringify({ query: `mutation { ${aliases.join(' ')} }` });
    let response: Response;
    do {
      const headers = { 'content-type': 'application/json' };
      response = await fetch(`${strict.url}/graphql`, { method: 'POST', headers, body });
    } while (response.status === 200);
    expect(response.status).toBe(429);
    const [{ extensions }] = ((await response.json()) as { errors: [{ extensions: { retryAfterMs: number } }] }).errors;
    expect(response.headers.get('retry-after')).toBe(String(Math.ceil(extensions.retryAfterMs / 1_000)));
    await strict.close();
  });
});
