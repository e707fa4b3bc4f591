import { type App, startApp } from './app.ts';
import { type Person, register } from './person.ts';

interface Listed {
  eventStreams: {
    edges: { node: { name: string; service: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}
interface Shown {
  eventStream: {
    service: string;
    head: number;
    events: { seq: number; type: string; data: string }[];
    state: string | null;
  };
}

describe('the browser of event streams, through the API', () => {
  let app: App;
  let root: Person;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp();
    root = await register(app.url, 'root');
    ann = await register(app.url, 'ann');
    await ann.request('mutation { createRoom(input: { name: "tea" }) { room { id } } }');
    await ann.request('mutation { postMessage(input: { room: "tea", text: "for everybody" }) { message { id } } }');
    await ann.request('mutation { sendDirectMessage(input: { to: "root", text: "for two" }) { message { id } } }');
  });
  afterAll(async () => {
    await Promise.all([root, ann].map((person) => person?.close()));
    await app?.close();
  });

  const list = async (prefix: string): Promise<{ name: string; service: string }[]> => {
    const found: { name: string; service: string }[] = [];
    for (let after: string | null = null; ; ) {
      const { eventStreams }: Listed = await root.request<Listed>(
        'query ($prefix: String, $after: String) { eventStreams(prefix: $prefix, first: 2, after: $after) { edges { node { name service } } pageInfo { hasNextPage endCursor } } }',
        { prefix, after },
      );
      found.push(...eventStreams.edges.map(({ node }) => node));
      if (!eventStreams.pageInfo.hasNextPage) return found;
      after = eventStreams.pageInfo.endCursor;
    }
  };
  const show = (name: string, seq: number) =>
    root.request<Shown>(
      'query ($name: String!, $seq: Int!) { eventStream(name: $name) { service head events(last: 100) { seq type data } state: stateAt(seq: $seq) } }',
      { name, seq },
    );

  it('lists the streams of all services in one order', async () => {
    const all = await list('');
    expect(all.map(({ name }) => name)).toEqual(all.map(({ name }) => name).sort());
    expect(new Set(all.map(({ service }) => service))).toEqual(new Set(['auth', 'rooms', 'messages']));
    expect((await list('user-')).map(({ name }) => name).sort()).toEqual([`user-${root.id}`, `user-${ann.id}`].sort());
  });

  it('shows the events of a stream and the state at any of them, without secrets', async () => {
    const { eventStream } = await show(`user-${ann.id}`, 1);
    expect(eventStream).toMatchObject({ service: 'auth', head: 2 });
    expect(eventStream.events.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'UserRegistered'],
      [2, 'SessionOpened'],
    ]);
    expect(JSON.parse(eventStream.state ?? 'null')).toMatchObject({ account: { username: 'ann' }, sessions: [] });
    expect(JSON.stringify(eventStream)).not.toContain('argon2');
    const keys = await show('keys-signing', 1);
    expect(JSON.stringify(keys)).not.toContain('PRIVATE KEY');
  });

  it('shows the state of a room at any event, and none of a timeline, which is never read as a whole', async () => {
    const { room } = await ann.request<{ room: { id: string } }>('{ room(name: "tea") { id } }');
    const stateAt = async (name: string, seq: number) => (await show(name, seq)).eventStream.state;
    expect(JSON.parse((await stateAt(`room-${room.id}`, 0)) ?? 'null')).toMatchObject({ phase: 'absent', name: '' });
    expect(JSON.parse((await stateAt(`room-${room.id}`, 1)) ?? 'null')).toMatchObject({ phase: 'open', name: 'tea' });
    expect(await stateAt(`timeline-${room.id}`, 1)).toBeNull();
  });

  it('shows what is said in rooms, and not what two people say to each other', async () => {
    const texts = async (prefix: string) => {
      const shown = await Promise.all((await list(prefix)).map(({ name }) => show(name, 0)));
      return JSON.stringify(shown.flatMap(({ eventStream }) => eventStream.events));
    };
    expect(await texts('timeline-')).toContain('for everybody');
    expect(await texts('')).not.toContain('for two');
  });

  it('refuses a position beyond the head', async () => {
    await expect(show(`user-${ann.id}`, 99)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('says how the services are', async () => {
    const { serviceHealth } = await root.request<{ serviceHealth: object[] }>(
      '{ serviceHealth { service ready detail latencyMs } }',
    );
    const well = { ready: true, detail: null, latencyMs: expect.any(Number) };
    expect(serviceHealth).toEqual(['auth', 'rooms', 'messages'].map((service) => ({ service, ...well })));
  });
});
