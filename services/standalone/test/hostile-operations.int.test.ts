import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { type App, startApp } from './app.ts';
import { createRoom, post, whisper } from './chat.ts';
import { type HostileRequest, hostileRequest } from './hostile-document.ts';
import { type Person, register } from './person.ts';
import { internalErrors, openRawSocket, postRaw, type RawSocket } from './raw-requests.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../gateway/schema.graphql'), 'utf8'));
/** They would end the session that asks. */
const WITHOUT = new Set(['logout', 'deleteUser']);
const INTERNAL = 'INTERNAL_SERVER_ERROR';
const RUNS = Number(process.env.CONFAB_HOSTILE_RUNS ?? 150);
const PATIENCE_MS = 10_000;
const SECONDS = 60 + RUNS / 3;

describe.each([
  ['interpreted', Number.POSITIVE_INFINITY],
  ['compiled at once', 1],
])('whatever a client sends, %s', (_how, compiledAfter) => {
  let app: App;
  let ann: Person;
  let known: Record<string, string[]>;
  let socket: RawSocket;
  let sent = 0;

  beforeAll(async () => {
    app = await startApp({ limits: { compiledAfter } });
    ann = await register(app.url, 'ann');
    const bob = await register(app.url, 'bob');
    await createRoom(ann, 'lobby');
    const { id } = await post(ann, { room: 'lobby', text: 'hello @bob' });
    await whisper(bob, { to: 'ann', text: 'psst' });
    known = {
      ...{ room: ['lobby'], name: ['lobby'], with: ['bob', 'ann'], to: ['bob'], conversation: ['bob'], user: ['bob'] },
      ...{ username: ['bob'], id: [id], message: [id], replyTo: [id], emoji: ['👍'], text: ['hello', '@ann'] },
      ...{ search: ['hello', 'b'], prefix: ['room-', 'user-'], messageId: [id], idempotencyKey: ['k'] },
    };
    socket = await openRawSocket(app.url, ann.token);
    await bob.close();
  });
  afterAll(async () => {
    socket?.socket.terminate();
    await ann?.close();
    await app?.close();
  });

  const overHttp = ({ query, variables }: HostileRequest) =>
    postRaw(app.url, `{"query":${JSON.stringify(query)},"variables":${variables}}`, {
      authorization: `Bearer ${ann.token}`,
    });

  /** Resolves to the first answer to the operation. */
  const overSocket = async ({ query, variables }: HostileRequest): Promise<string> => {
    sent += 1;
    const id = `"o${sent}"`;
    /** Where no room is listed, nothing is told. */
    const mayBeSilent = query.includes('roomListEvents');
    const answer = Promise.race([
      new Promise<string>((resolve) => {
        const listen = (data: unknown) => {
          const frame = String(data);
          if (!frame.includes(id) && !(mayBeSilent && frame.includes('"pong"'))) return;
          socket.socket.off('message', listen);
          resolve(frame);
        };
        socket.socket.on('message', listen);
      }),
      socket.closed.then((code) => `closed with ${code}`),
      new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, 'not answered').unref()),
    ]);
    const payload = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
    socket.socket.send(`{"type":"subscribe","id":${id},"payload":${payload}}`);
    if (mayBeSilent) socket.socket.send('{"type":"ping"}');
    const frame = await answer;
    socket.socket.send(`{"type":"complete","id":${id}}`);
    return frame;
  };

  it(
    'is the client’s error where it is one, for that operation alone',
    async () => {
      const codes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (gen) => {
          const request = hostileRequest(gen, { schema, known, without: WITHOUT });
          fc.pre(request.query.length < 60_000);
          const { status, body, code = 'none' } = await overHttp(request);
          codes.set(code, (codes.get(code) ?? 0) + 1);
          const isFine = [200, 400].includes(status) && !body.includes(INTERNAL);
          if (!isFine) throw new Error(`${JSON.stringify(request)}\n${status} ${body.slice(0, 500)}`);
          const frame = await overSocket(request);
          if (/^closed with|^not answered|INTERNAL_SERVER_ERROR/.test(frame)) {
            throw new Error(`${JSON.stringify(request)}\n${frame.slice(0, 500)}`);
          }
        }),
        { numRuns: RUNS, seed: jest.getSeed(), endOnFailure: true },
      );
      // Most of it has to be understood, or nothing is tried.
      expect((codes.get('none') ?? 0) / RUNS).toBeGreaterThan(0.1);
      expect(await internalErrors(app.url)).toBe(0);
    },
    SECONDS * 1_000,
  );
});
