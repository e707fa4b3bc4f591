import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { type Person, register } from './person.ts';
import { RawSocket } from './raw-socket.ts';
import { countRpcCalls } from './rpc-calls.ts';

const DEAR = '{ rooms(first: 20) { edges { node { id name membership { unreadCount } } } } }';
const CHEAP = '{ me { id } }';
const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }';
/** Each with another number, so that nothing is executed for several at once. */
const EVENTS = `subscription ($last: Int!) { roomEvents(room: "hall") {
  ... on MessagePosted { message { text room { messages(last: $last) { edges { node { text } } } } }
} } }`;

/** Some ten of the dear query, and one more every five seconds. */
const LIMITS = { costBudget: 12_000, costWindowMs: 60_000, costInFlight: 1_500 };
/** Less than what is told below costs, and soon there again. */
const SHORT = { costBudget: 2_000, costWindowMs: 1_000, costInFlight: 500 };
const MESSAGES = 20;
const SUBSCRIPTIONS = 12;

interface Posted {
  message?: { text: string };
}

describe('somebody who asks for much', () => {
  const calls = countRpcCalls();
  let app: App;
  let greedy: Person;
  let other: Person;

  const open = async (limits: typeof LIMITS) => {
    app = await startApp({ env: { CONFAB_RATE_LIMIT: 'on' }, limits, watchRpc: calls.watchRpc });
    other = await register(app.url, 'other');
    greedy = await register(app.url, 'greedy');
    await other.request('mutation { createRoom(input: { name: "hall" }) { room { id } } }');
    await greedy.request('mutation { joinRoom(input: { room: "hall" }) { room { id } } }');
  };
  afterEach(async () => {
    await Promise.all([greedy?.close(), other?.close()]);
    await app?.close();
  });

  /** Until all that somebody may ask for is spent; the refusal. */
  const spendAll = async (person: Person) => {
    for (let n = 0; n < 100; n += 1) {
      const { errors } = await person.execute(DEAR);
      if (errors.length > 0) return { answered: n, refusal: errors[0]?.extensions };
    }
    throw new Error('nothing was refused');
  };

  it('is refused what is too much in all, and told when to come back; others are not', async () => {
    await open(LIMITS);
    const { answered, refusal } = await spendAll(greedy);
    expect(answered).toBeGreaterThan(5);
    expect(answered).toBeLessThan(40);
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    const socket = await new RawSocket(app.url).signedIn(greedy.token ?? '');
    socket.subscribe('q', DEAR);
    await socket.answered('q');
    expect(socket.answers('q')).toMatchObject([{ type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] }]);
    socket.socket.terminate();
    expect((await other.execute(DEAR)).errors).toEqual([]);
    await eventually(async () => expect((await greedy.execute(DEAR)).errors).toEqual([]), { timeoutMs: 20_000 });
  });

  it('makes services do no more than is paid for, however often they ask', async () => {
    await open(LIMITS);
    await spendAll(greedy);
    const asked = await calls.during(async () => {
      const began = performance.now();
      const answers = await Promise.all(Array.from({ length: 60 }, () => greedy.execute(DEAR)));
      const seconds = (performance.now() - began) / 1_000;
      const answered = answers.filter(({ errors }) => errors.length === 0).length;
      expect(answered).toBeLessThanOrEqual(1 + seconds);
    });
    expect(asked.get('RoomService/ListRooms') ?? 0).toBeLessThan(30);
  });

  it('is heard slowly after a refusal, and loses nothing of what was asked meanwhile', async () => {
    await open(LIMITS);
    await spendAll(greedy);
    const socket = await new RawSocket(app.url).signedIn(greedy.token ?? '');
    const began = performance.now();
    socket.subscribe('first', DEAR);
    await socket.answered('first');
    for (let n = 0; n < 5; n += 1) socket.subscribe(`n${n}`, CHEAP);
    for (let n = 0; n < 5; n += 1) await socket.answered(`n${n}`);
    expect(performance.now() - began).toBeGreaterThan(450);
    expect(socket.messages.filter(({ type }) => type === 'next').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['n0', 'n4']),
    );
    socket.socket.terminate();
  });

  it('gets every message once and in order in each of many dear subscriptions, later where that costs too much', async () => {
    await open(SHORT);
    const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, n) =>
      greedy.subscribe<Posted>(EVENTS, { last: 5 + n }),
    );
    await Promise.all(subscriptions.map(({ events }) => events.next(30_000)));
    const texts = Array.from({ length: MESSAGES }, (_, n) => `message ${n}`);
    for (const text of texts) await other.request(POST, { input: { room: 'hall', text } });
    for (const { events } of subscriptions) {
      const got: string[] = [];
      while (got.length < MESSAGES) {
        const { message } = await events.nextWhere(({ message }) => message !== undefined, 60_000);
        got.push(message?.text ?? '');
      }
      expect(got).toEqual(texts);
    }
    for (const { stop } of subscriptions) stop();
  }, 120_000);
});
