import { type App, startApp } from './app.ts';
import { login, type Person, register } from './person.ts';
import { forgeToken } from './raw-requests.ts';
import { RawSocket } from './raw-socket.ts';
import { turnedClock } from './turned-clock.ts';

const NONE = 'No access token was given.';
const NOT_VALID = expect.stringMatching(/^The access token is not valid/);

describe('what a socket shows of who it is', () => {
  const clock = turnedClock();
  let app: App;
  let ann: Person;
  let expired: string;
  let ended: string;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' }, clock });
    expired = (await register(app.url, 'ann')).token ?? '';
    clock.turn(11 * 60_000);
    const session = await login(app.url, 'ann');
    ended = session.token ?? '';
    await session.request('mutation { logout }');
    ann = await login(app.url, 'ann');
  }, 60_000);

  afterAll(() => app.close(), 60_000);

  async function initialise(payload: unknown): Promise<RawSocket> {
    const socket = await new RawSocket(app.url).opened();
    socket.send({ type: 'connection_init', payload });
    return socket;
  }

  it.each([
    ['as documented', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['as an HTTP header is written', (token: string) => ({ Authorization: `Bearer ${token}` })],
    ['in capitals', (token: string) => ({ AUTHORIZATION: `bearer ${token}` })],
    ['among headers', (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })],
    [
      'beside what is empty',
      (token: string) => ({ authorization: '', Headers: { authorization: `Bearer ${token} ` } }),
    ],
  ])('takes the token %s', async (_how, payload) => {
    const socket = await new RawSocket(app.url).acknowledged(payload(ann.token ?? ''));
    socket.subscribe('me', '{ me { username } }');
    await socket.answered('me');
    expect(socket.answers('me')[0]).toMatchObject({ payload: { data: { me: { username: 'ann' } } } });
    socket.socket.close();
  });

  it.each([
    ['nothing at all', () => undefined, NONE],
    ['null', () => null, NONE],
    ['an empty object', () => ({}), NONE],
    ['an empty string', () => ({ authorization: '' }), NONE],
    ['null as the token', () => ({ authorization: null, headers: null }), NONE],
    ['headers without it', () => ({ headers: { cookie: 'x' } }), NONE],
    ['Bearer and nothing', () => ({ authorization: 'Bearer ' }), NONE],
    ['a made-up token', () => ({ authorization: 'Bearer x.y.z' }), NOT_VALID],
    ['a number', () => ({ authorization: 7 }), NOT_VALID],
    ['another scheme', () => ({ authorization: 'Basic YTpi' }), NOT_VALID],
    ['a token alone', () => ({ authorization: ann.token }), NOT_VALID],
    ['a forged token', () => ({ authorization: `Bearer ${forgeToken({ alg: 'none' }, { sub: ann.id })}` }), NOT_VALID],
    ['an expired token', () => ({ authorization: `Bearer ${expired}` }), 'The access token has expired.'],
    ['a token whose session has ended', () => ({ authorization: `Bearer ${ended}` }), 'The session has ended.'],
  ])('closes with 4403, and says why, for %s', async (_what, payload, reason) => {
    const socket = await initialise(payload());
    expect(await socket.closed).toEqual({ code: 4403, reason });
    expect(socket.messages).toEqual([]);
  });

  it('hears nothing more of a socket that it refused', async () => {
    const socket = await initialise({ authorization: 'Bearer x.y.z' });
    for (let at = 0; at < 50; at += 1) socket.subscribe(`${at}`, '{ me { id } }');
    expect((await socket.closed).code).toBeGreaterThanOrEqual(4401);
    expect(socket.messages).toEqual([]);
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('confab_gateway_internal_errors_total 0');
  });
});
