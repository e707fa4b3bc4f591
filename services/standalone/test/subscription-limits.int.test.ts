import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { type Person, register } from './person.ts';
import { RawSocket } from './raw-socket.ts';

const QUERY = 'subscription { inboxEvents { __typename } }';

describe('the subscriptions of one user', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp({ limits: { subscriptionsPerUser: 150, heldBytesPerUser: 200_000 } });
    [ann, bob] = [await register(app.url, 'ann'), await register(app.url, 'bob')];
  });
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await app?.close();
  });

  const connect = (person: Person) => new RawSocket(app.url).signedIn(person.token ?? '');
  const errorsOf = (socket: RawSocket) => socket.messages.filter(({ type }) => type === 'error');
  const subscribe = async (socket: RawSocket, queries: readonly string[]): Promise<number> => {
    for (const [n, query] of queries.entries()) socket.subscribe(`s${n}`, query);
    await eventually(() => expect(socket.results.length).toBe(1 + queries.length));
    for (const { payload } of errorsOf(socket)) {
      expect(payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
      expect(JSON.stringify(payload)).not.toContain('retryAfterMs');
    }
    return errorsOf(socket).length;
  };
  const times = (count: number) => Array.from({ length: count }, () => QUERY);

  it('are counted over all sockets, and whoever ends some may have others', async () => {
    const [one, two] = [await connect(ann), await connect(ann)];
    expect(await subscribe(one, times(90))).toBe(0);
    expect(await subscribe(two, times(90))).toBe(30);
    const other = await connect(bob);
    expect(await subscribe(other, times(90))).toBe(0);
    one.socket.terminate();
    await eventually(async () => {
      const three = await connect(ann);
      const refused = await subscribe(three, times(30)).finally(() => three.socket.terminate());
      expect(refused).toBe(0);
    });
    for (const { socket } of [two, other]) socket.terminate();
  });

  it('have so many different documents together, and each of them as often as they like', async () => {
    const socket = await connect(bob);
    const names = (n: number) => Array.from({ length: 20 }, (_, at) => `a${n}x${at}: at`).join(' ');
    const documents = Array.from({ length: 60 }, (_, n) => `subscription { inboxEvents { ${names(n)} } }`);
    const refused = await subscribe(socket, documents);
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThan(60);
    const again = await connect(bob);
    expect(
      await subscribe(
        again,
        Array.from({ length: 50 }, () => documents[0] ?? ''),
      ),
    ).toBe(0);
    for (const each of [socket, again]) each.socket.terminate();
  });
});
