import { generateKeyPairSync } from 'node:crypto';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import jwt from 'jsonwebtoken';
import { rssOf } from '../../../tooling/process-memory.ts';
import { type Product, startProduct } from '../../../tooling/product.ts';
import { createRoom, post } from './chat.ts';
import { type Person, register } from './person.ts';
import { forgeToken, internalErrors, openRawSocket, postRaw, type RawSocket } from './raw-requests.ts';

const MB = 1024 * 1024;
/** What the process may have grown by after everything below, in bytes: caches fill, and nothing else. */
const FLAT = 100 * MB;

const TYPENAMES = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
const DEEP = (levels: number) =>
  `{ room(name: "lobby") { ${'messages { edges { node { replyTo { room { '.repeat(levels / 5)}id${' } } } } }'.repeat(levels / 5)} } }`;

describe('nonsense', () => {
  const folder = createTempFolder();
  let product: Product;
  let ann: Person;
  let bystander: RawSocket;
  let before: number;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    ann = await register(product.url, 'ann');
    await createRoom(ann, 'lobby');
    bystander = await openRawSocket(product.url, ann.token);
    const query = 'subscription { roomEvents(room: "lobby") { __typename } }';
    bystander.socket.send(JSON.stringify({ id: 'b', type: 'subscribe', payload: { query } }));
    await eventually(() => expect(bystander.frames.join()).toContain('RoomOpened'));
    before = rssOf(product.pid);
  });
  afterAll(async () => {
    bystander?.socket.terminate();
    await ann?.close();
    await product?.kill();
    folder.remove();
  });

  const send = (body: string | Buffer, headers: Record<string, string> = {}) =>
    postRaw(product.url, body, { authorization: `Bearer ${ann.token}`, ...headers });
  const query = (text: string) => send(JSON.stringify({ query: text }));
  const isRefused = ({ status, code }: { status: number; code: string | undefined }) =>
    (status === 200 || (status >= 400 && status < 500)) && code !== undefined && code !== 'INTERNAL_SERVER_ERROR';

  it.each([
    ['malformed JSON', '{"query": "{ me'],
    ['no JSON at all', '\u0000\u0001\u0002'],
    ['JSON that is no request', '[1, 2, 3]'],
    ['null', 'null'],
    ['a query that is no text', '{"query": {"a": 1}}'],
    ['variables that are no object', '{"query": "{ me { id } }", "variables": [1]}'],
    ['an empty body', ''],
    ['a query that does not parse', '{"query": "{{{{"}'],
    ['fields that do not exist', '{"query": "{ secrets }"}'],
    ['a body of 2 MB', JSON.stringify({ query: '{ me { id } }', pad: 'x'.repeat(2 * MB) })],
  ])('over HTTP: %s is refused with a clear error', async (_, body) => {
    expect(isRefused(await send(body))).toBe(true);
  });

  it.each([
    ['30 levels deep', DEEP(30)],
    ['with 1,000 aliases', TYPENAMES(1_000)],
    ['of 3,000 tokens', `{ ${'__typename '.repeat(3_000)} }`],
    ['that spreads a fragment in itself', '{ ...F } fragment F on Query { ...F }'],
  ])('a query %s is refused, over HTTP and over WebSocket', async (_, text) => {
    expect(isRefused(await query(text))).toBe(true);
    const { socket, frames } = await openRawSocket(product.url, ann.token);
    socket.send(JSON.stringify({ id: 'q', type: 'subscribe', payload: { query: text } }));
    await eventually(() => expect(frames.join()).toContain('"type":"error"'));
    socket.terminate();
  });

  it.each([
    ['a frame of 2 MB', 'x'.repeat(2 * MB)],
    ['malformed JSON', '{"type": '],
    ['a message of no known type', '{"type":"nonsense"}'],
    ['the same id twice', undefined],
    ['a binary frame', Buffer.from([0, 1, 2, 3])],
  ])('over WebSocket: %s closes that socket alone', async (_, frame) => {
    const { socket, closed } = await openRawSocket(product.url, ann.token);
    if (frame === undefined) {
      const again = JSON.stringify({
        id: 's',
        type: 'subscribe',
        payload: { query: 'subscription { inboxEvents { cursor } }' },
      });
      socket.send(again);
      socket.send(again);
    } else socket.send(frame);
    expect([1002, 1003, 1009, 4400, 4409]).toContain(await closed);
  });

  it('the 101st subscription of a socket is refused, and 10,000 attempts hurt nobody', async () => {
    const { socket, frames } = await openRawSocket(product.url, ann.token);
    const text = 'subscription { roomListEvents { at } }';
    for (let i = 0; i < 10_000; i += 1) {
      socket.send(JSON.stringify({ id: `s${i}`, type: 'subscribe', payload: { query: text } }));
    }
    const refused = () => frames.filter((frame) => frame.includes('"type":"error"')).length;
    await eventually(() => expect(socket.readyState !== socket.OPEN || refused() === 9_900).toBe(true), {
      timeoutMs: 20_000,
    });
    socket.terminate();
  });

  it('a socket that says nothing is closed, one that never signs in is closed', async () => {
    const { closed } = await openRawSocket(product.url);
    expect(await closed).toBe(4408);
  });

  describe('a token that is not ours', () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = () => ({
      iss: 'confab',
      sub: ann.id,
      name: 'ann',
      role: 'ADMIN',
      sid: 'x',
      iat: now,
      exp: now + 600,
    });
    const keyId = () => JSON.parse(Buffer.from(String(ann.token).split('.')[0] ?? '', 'base64url').toString()).kid;
    const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicPem = foreign.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const tokens: Record<string, () => string> = {
      nonsense: () => 'nonsense',
      'of alg none': () => forgeToken({ alg: 'none', typ: 'JWT' }, claims(), ''),
      'of alg none with our key id': () => forgeToken({ alg: 'none', kid: keyId() }, claims(), ''),
      'signed with a foreign key': () => jwt.sign(claims(), foreign.privateKey, { algorithm: 'ES256', keyid: keyId() }),
      'signed as HS256 with a public key': () =>
        `${forgeToken({ alg: 'HS256', kid: keyId() }, claims(), publicPem.slice(30, 60).replaceAll(/[^A-Za-z]/g, 'a'))}`,
      'of an unknown key': () => jwt.sign(claims(), foreign.privateKey, { algorithm: 'ES256', keyid: 'unknown' }),
      tampered: () => {
        const [header, payload = '', signature] = String(ann.token).split('.');
        const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'somebody-else' };
        return `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`;
      },
      'cut short': () => String(ann.token).slice(0, -4),
    };

    it.each(Object.keys(tokens))(
      '%s: UNAUTHENTICATED over HTTP, 4403 over WebSocket, and nothing leaks',
      async (kind) => {
        const token = tokens[kind]?.() ?? '';
        const [known, unknown] = await Promise.all(
          ['lobby', 'nowhere'].map((room) =>
            postRaw(product.url, JSON.stringify({ query: `{ room(name: "${room}") { id } }` }), {
              authorization: `Bearer ${token}`,
            }),
          ),
        );
        expect(known?.code).toBe('UNAUTHENTICATED');
        expect(known?.body).toBe(unknown?.body);
        const { closed } = await openRawSocket(product.url, token);
        expect(await closed).toBe(4403);
      },
    );
  });

  it('was nothing that alarms an operator', async () => {
    expect(await internalErrors(product.url)).toBe(0);
  });

  it('left memory flat, and the bystander noticed nothing', async () => {
    await post(ann, { room: 'lobby', text: 'all is well' });
    // Whatever else comes at the same time, such as a ping.
    await eventually(() => expect(bystander.frames.join()).toContain('MessagePosted'));
    expect(bystander.socket.readyState).toBe(bystander.socket.OPEN);
    await eventually(() => expect(rssOf(product.pid) - before).toBeLessThan(FLAT), { timeoutMs: 15_000 });
  });
});
