import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { type Person, register } from './person.ts';
import { RawSocket } from './raw-socket.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const SOCKETS = 4;
const PER_SOCKET = 100;
const COUNT = SOCKETS * PER_SOCKET;
/** What a subscription may take, whatever came with it: less than half of what is sent along below. */
const MOST_BYTES = 25_000;
const JUNK = 'x'.repeat(60_000);
const QUERY = 'subscription { inboxEvents { __typename } }';
const WITH_CURSOR = 'subscription ($after: Cursor) { inboxEvents(after: $after) { __typename } }';

type Message = (n: number) => object;

describe('what a subscription takes of memory', () => {
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp();
    ann = await register(app.url, 'ann');
  });
  afterAll(async () => {
    await ann?.close();
    await app?.close();
  });

  const heap = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const open = () =>
    Promise.all(Array.from({ length: SOCKETS }, () => new RawSocket(app.url).signedIn(ann.token ?? '')));
  const answered = (sockets: readonly RawSocket[]) =>
    eventually(() => expect(sockets.reduce((sum, { results }) => sum + results.length, 0)).toBe(COUNT + SOCKETS), {
      timeoutMs: 20_000,
    });
  const subscribed = async () => {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    return Number(/^confab_gateway_subscriptions (\d+)/m.exec(metrics)?.[1]);
  };

  /** Bytes for each of them while they live; what the frames took is given back a little later. */
  const expectSmall = async (message: Message): Promise<void> => {
    const sockets = await open();
    const before = heap();
    for (const [at, socket] of sockets.entries()) {
      for (let n = 0; n < PER_SOCKET; n += 1) socket.send(message(at * PER_SOCKET + n));
    }
    await answered(sockets);
    expect(new Set(sockets.flatMap(({ results }) => results.slice(1).map(({ type }) => type)))).toEqual(
      new Set(['next']),
    );
    expect(await subscribed()).toBe(COUNT);
    // Garbage is collected a little later, and later still on a busy machine.
    await eventually(() => expect((heap() - before) / COUNT).toBeLessThan(MOST_BYTES), { timeoutMs: 20_000 });
    for (const { socket } of sockets) socket.terminate();
    await eventually(async () => expect(await subscribed()).toBe(0));
  };

  it.each<[string, Message]>([
    ['nothing', () => ({ payload: { query: QUERY } })],
    ['variables that it does not declare', (n) => ({ payload: { query: QUERY, variables: { junk: `${n}${JUNK}` } } })],
    ['extensions', (n) => ({ payload: { query: QUERY, extensions: { junk: `${n}${JUNK}` } } })],
    ['members of the payload', (n) => ({ payload: { query: QUERY, junk: [`${n}${JUNK}`] } })],
    ['members of the message', (n) => ({ junk: `${n}${JUNK}`, payload: { query: QUERY } })],
    ['blanks in its document', (n) => ({ payload: { query: `${QUERY}${' '.repeat(60_000 - n)}` } })],
    ['comments in its document', (n) => ({ payload: { query: `# ${n}${JUNK}\n${QUERY}` } })],
    [
      'other operations in its document',
      (n) => ({
        payload: {
          operationName: 'A',
          query: `${QUERY.replace('{', 'A {')} query B { room(name: "${n}${JUNK.slice(0, 8_000)}") { id } }`,
        },
      }),
    ],
    ['a null that it declares', () => ({ payload: { query: WITH_CURSOR, variables: { after: null, junk: JUNK } } })],
  ])(
    'is a small constant when it comes with %s',
    async (_what, message) => {
      await expectSmall((n) => ({ id: `${n}`.padStart(128, 'i'), type: 'subscribe', ...message(n) }));
    },
    60_000,
  );

  it('is refused where its variables or its text are more than that', async () => {
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    socket.subscribe('variable', WITH_CURSOR, { after: 'x'.repeat(5_000) });
    socket.subscribe('string', WITH_CURSOR, { after: JUNK });
    const names = (name: string) => Array.from({ length: 200 }, () => `... on InboxEvent { ${name} }`).join(' ');
    socket.subscribe('text', `subscription { inboxEvents { ${names(`a${'x'.repeat(190)}: at`)} } }`);
    await eventually(() => expect(socket.messages).toHaveLength(4));
    for (const { payload } of socket.messages.slice(1)) {
      expect(JSON.stringify(payload)).toMatch(/"code":"(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)"/);
    }
    socket.socket.terminate();
  });
});
