import { eventually } from '@confab/runtime/testing/eventually';
import { MongoClient } from 'mongodb';
import { createRoom, joinRoom, post, whisper } from '../../services/standalone/test/chat.ts';
import { graphqlClient } from '../../services/standalone/test/graphql-client.ts';
import { PASSWORD, type Person, register } from '../../services/standalone/test/person.ts';
import { type Backends, startBackends } from '../backends/start-backends.ts';
import { type NatsWitness, startNatsWitness } from './observing/nats-witness.ts';
import { startCollector, type TraceCollector } from './observing/trace-collector.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';

const ROOM = 'subscription ($room: String!) { roomEvents(room: $room) { __typename } }';
const INBOX = 'subscription { inboxEvents { __typename } }';
/** Spans wait for others before they are sent, and feeds for subscribers that come back. */
const SETTLED_MS = 15_000;
/** Longer than the test needs for what it asks meanwhile, on a busy machine too. */
const DRAIN_DELAY = '5s';

describe('what a cluster shows of itself', () => {
  let backends: Backends;
  let collector: TraceCollector;
  let witness: NatsWitness;
  let cluster: Cluster;
  let ann: Person;
  let bob: Person;
  /** What each process printed. */
  const said = new Map<string, string>();

  beforeAll(async () => {
    backends = await startBackends({ prefer: 'binaries' });
    collector = await startCollector();
    witness = await startNatsWitness(backends.natsUrl);
    cluster = await startCluster({
      backends,
      processes: { auth: 1, rooms: 1, messages: 1, gateway: 1 },
      env: {
        ...TEST_ENVIRONMENT,
        LOG_LEVEL: 'trace',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        CONFAB_DRAIN_DELAY: DRAIN_DELAY,
      },
      envOf: ({ service }): Record<string, string> => (service === 'gateway' ? { NATS_URL: witness.url } : {}),
      onOutput: ({ name }, text) => void said.set(name, (said.get(name) ?? '') + text),
    });
    ann = await register(cluster.url, 'ann');
    bob = await register(cluster.url, 'bob');
  }, 90_000);
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await cluster?.stop();
    await Promise.all([witness?.close(), collector?.close(), backends?.stop()]);
  }, 60_000);

  it('is one trace from the gateway over NATS to MongoDB, with the correlation id of the event', async () => {
    await createRoom(ann, 'traced');
    await post(ann, { room: 'traced', text: 'follow me' });
    const client = await new MongoClient(backends.mongodbUrl).connect();
    const event = await client.db('confab_messages').collection('events').findOne({ type: 'MessagePosted' });
    await client.close();
    const correlated = { 'confab.correlation_id': event?.['correlationId'] };
    await eventually(
      () => {
        const operation = collector.spans.find(
          ({ name, attributes }) =>
            name === 'graphql' && attributes['confab.correlation_id'] === event?.['correlationId'],
        );
        const trace = collector.spans.filter(({ traceId }) => traceId === operation?.traceId);
        const childOf = (parent: { spanId: string } | undefined, like: object) =>
          trace.find((span) => {
            const matches = Object.entries(like).every(([key, value]) => span[key as keyof typeof span] === value);
            return span.parentSpanId === parent?.spanId && matches;
          });
        const method = 'MessageService/PostMessage';
        const asked = childOf(operation, { service: 'confab-gateway', name: method });
        const answered = childOf(asked, { service: 'confab-messages', name: method });
        const stored = childOf(answered, { service: 'confab-messages', name: 'store.commit' });
        expect(operation?.service).toBe('confab-gateway');
        expect(answered?.attributes).toMatchObject({ ...correlated, 'confab.caller': 'gateway' });
        expect(stored?.attributes).toEqual({ 'db.system.name': 'mongodb' });
      },
      { timeoutMs: SETTLED_MS },
    );
    expect(JSON.stringify(collector.spans)).not.toMatch(/follow me|\bann\b|traced"/);
  }, 30_000);

  it('is on NATS what its sockets have open, however many rooms there are', async () => {
    const rooms = Array.from({ length: 30 }, (_, i) => `room-${i}`);
    for (const room of rooms) await createRoom(ann, room);
    expect(witness.subscribed('room.')).toEqual([]);
    const opened = ['room-3', 'room-7'].map((room) => ann.subscribe(ROOM, { room }));
    const inbox = ann.subscribe(INBOX);
    for (const { events } of [...opened, inbox]) await events.next();
    expect(witness.subscribed('room.')).toEqual(['room.room-3', 'room.room-7']);
    expect(witness.subscribed('inbox.')).toEqual([`inbox.${ann.id}`]);
    for (const { stop } of [...opened, inbox]) stop();
    await eventually(() => expect([...witness.subscribed('room.'), ...witness.subscribed('inbox.')]).toEqual([]), {
      timeoutMs: SETTLED_MS,
    });
  }, 60_000);

  it('is never a token, a password or a text in its logs, at any level', async () => {
    await joinRoom(bob, 'traced');
    await post(bob, { room: 'traced', text: 'text-that-is-secret' });
    await whisper(ann, { to: 'bob', text: 'whisper-that-is-secret' });
    const stranger = graphqlClient({ url: cluster.url, token: 'eyJhbGciOiJFUzI1NiJ9.forged.token' });
    await stranger.execute(
      'mutation { postMessage(input: { room: "traced", text: "text-that-is-secret" }) { message { id } } }',
    );
    await stranger.execute(
      'mutation { login(input: { username: "ann", password: "guess-that-is-secret" }) { accessToken } }',
    );
    await stranger.execute(`mutation { refreshSession(refreshToken: "${ann.refreshToken}x") { accessToken } }`);
    await stranger.execute('{ room(name: "text-that-is-secret }');
    const secrets = [
      PASSWORD,
      ann.token,
      ann.refreshToken,
      bob.token,
      bob.refreshToken,
      'that-is-secret',
      'forged.token',
    ];
    for (const { password } of Object.values(backends.natsUsers)) secrets.push(password);
    const nats = backends.processes.find(({ name }) => name === 'nats');
    await nats?.kill();
    await ann.execute(
      'mutation { postMessage(input: { room: "traced", text: "text-that-is-secret" }) { message { id } } }',
    );
    await nats?.start();
    await eventually(async () => void (await post(ann, { room: 'traced', text: 'text-that-is-secret' })), {
      timeoutMs: SETTLED_MS,
    });
    const printed = [...said.values()];
    expect(printed.join('\n')).toMatch(/"level":40.*NATS is away/);
    for (const secret of secrets) expect(printed.some((text) => text.includes(secret ?? ''))).toBe(false);
    // The rest of the last line of each may still be on its way.
    const complete = printed.flatMap((text) => text.split('\n').slice(0, -1));
    const lines = complete.filter((line) => line !== '' && !/^Confab \w+ is ready/.test(line));
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ name: expect.stringMatching(/^confab-/) });
  }, 60_000);

  it('is on SIGTERM first that it is not ready; it serves on, then tells its sockets to come back', async () => {
    const gateway = cluster.process('gateway-0');
    const { events } = ann.subscribe<{ __typename: string }>(ROOM, { room: 'traced' });
    await events.next();
    const stopped = gateway.stop();
    await eventually(async () => {
      const report = await (await fetch(`${gateway.healthUrl}/readyz`)).json();
      expect(report).toMatchObject({ ok: false, checks: { serving: 'stopping', backends: 'ok' } });
    });
    expect((await fetch(`${gateway.healthUrl}/healthz`)).status).toBe(200);
    expect(await post(ann, { room: 'traced', text: 'still served' })).toMatchObject({ text: 'still served' });
    await events.nextWhere(({ __typename }) => __typename === 'MessagePosted');
    // Who comes and goes meanwhile is told before that.
    const closed = await events.nextWhere(() => false).catch((reason: unknown) => reason);
    expect(closed).toMatchObject({ code: 4451 });
    expect(await stopped).toBe(0);
  }, 60_000);
});
