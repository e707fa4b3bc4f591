import { connect } from 'node:net';
import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';
import { type App, startApp } from './app.ts';
import { graphqlClient, type ResponseError } from './graphql-client.ts';
import { type Person, register } from './person.ts';
import { internalErrors } from './raw-requests.ts';
import { PROTOCOL, RawSocket } from './raw-socket.ts';

const ME = '{ me { id } }';
const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }';
const PAGE = 'query ($n: Int!) { rooms(first: $n) { pageInfo { hasNextPage } } }';
const ROOM_OR_DEFAULT = 'query ($r: String = "x") { room(name: $r) { id } }';

describe('bad input', () => {
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    ann = await register(app.url, 'ann');
    await ann.request('mutation { createRoom(input: { name: "lobby" }) { room { id } } }');
  }, 60_000);

  afterAll(async () => {
    expect(await internalErrors(app.url)).toBe(0);
    await ann.close();
    await app.close();
  }, 60_000);

  const http = (body: string | object, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ann.token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const codeOf = async (response: Response) =>
    ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
  const stillServes = () => expect(ann.request(ME)).resolves.toMatchObject({ me: { id: ann.id } });

  describe('over HTTP', () => {
    it.each([
      ['malformed JSON', '{"query": ', 400],
      ['no query', { variables: {} }, 400],
      ['a batch', [{ query: ME }], 400],
      ['a body of 2 MB', { query: `${ME} # ${'x'.repeat(2_000_000)}` }, 413],
      ['a syntax error', { query: '{ me {' }, undefined],
      ['an unknown field', { query: '{ nobody }' }, undefined],
      ['a subscription', { query: 'subscription { inboxEvents { at } }' }, undefined],
      ['variables that are no object', { query: ME, variables: 3 }, 400],
      [
        'a wrong variable',
        { query: 'query ($n: Int!) { rooms(first: $n) { pageInfo { hasNextPage } } }', variables: { n: 'x' } },
        undefined,
      ],
      [
        '1,000 aliases',
        { query: `{ ${Array.from({ length: 1_000 }, (_, n) => `a${n}: me { id }`).join(' ')} }` },
        undefined,
      ],
      ['40 aliases', { query: `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: me { id }`).join(' ')} }` }, undefined],
      ['the same field 500 times', { query: `{ ${'me { id } '.repeat(400)} }` }, undefined],
      ['a query 30 levels deep', { query: `{ room(name: "lobby") ${nested(30)} }` }, undefined],
      [
        'lists in lists',
        {
          query: `{ rooms(first: 100) { edges { node { messages(last: 100) { edges { node { reactions { users(first: 100) { id } } } } } } } } }`,
        },
        undefined,
      ],
    ])('refuses %s', async (_what, body, status) => {
      // What is no request is refused by its status; what GraphQL refuses only to those who can read that.
      const statuses = { 'application/json': status ?? 200, [GRAPHQL_RESPONSE]: status ?? 400 };
      for (const [accept, expected] of Object.entries(statuses)) {
        const response = await http(body, { accept });
        expect(response.status).toBe(expected);
        expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
        expect(await codeOf(response)).toMatch(/^(BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/);
      }
      await stillServes();
    });

    it('answers what was executed with 200 in either media type, its errors too', async () => {
      for (const accept of ['*/*', GRAPHQL_RESPONSE]) {
        const response = await http({ query: '{ room(name: "nowhere") { id } }' }, { accept });
        expect(response.status).toBe(200);
        expect(await codeOf(response)).toBe('NOT_FOUND');
      }
    });

    it.each<[string, string, unknown, string | undefined]>([
      ['a null where a default made a variable valid', ROOM_OR_DEFAULT, { r: null }, 'r'],
      ['a member of a wrong type', POST, { input: { room: 1, text: 'x' } }, 'room'],
      ['a member that is missing', POST, { input: { room: 'lobby' } }, 'text'],
      ['lists in lists without end', POST, { input: { room: 'lobby', text: deepList(2_000) } }, 'text'],
      ['a number that no integer is', PAGE, { n: 1e300 }, 'n'],
      ['a prototype', POST, JSON.parse('{"input":{"__proto__":{"room":"lobby","text":"x"}}}'), 'room'],
    ])('says which variable does not fit: %s', async (_what, query, variables, field) => {
      const response = await http({ query, variables });
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field });
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      socket.send({ id: '1', type: 'subscribe', payload: { query, variables } });
      await eventually(() => expect(JSON.stringify(socket.answers('1'))).toContain(`"field":"${field}"`));
      socket.socket.close();
    });

    it('refuses a form, which a browser sends without asking', async () => {
      expect((await http(`query=${ME}`, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
      expect((await fetch(`${app.url}/graphql?query=${ME}`)).status).toBe(405);
    });

    it('lets introspection in', async () => {
      const { getIntrospectionQuery } = await import('graphql');
      const response = await http({ query: getIntrospectionQuery() });
      expect(response.status).toBe(200);
      expect(await response.json()).not.toHaveProperty('errors');
    });

    it.each([
      ['query { room(name: "lobby") { id } }'],
      ['query { room(name: "no-such-room") { id } }'],
      ['query { users { edges { cursor } } }'],
      ['mutation { createRoom(input: { name: "x" }) { room { id } } }'],
      ['mutation { postMessage(input: { room: "lobby", text: "x" }) { message { id } } }'],
    ])('answers nothing without a token: %s', async (query) => {
      for (const token of [undefined, 'x.y.z', 'e30.e30.']) {
        const { errors, data } = await graphqlClient({ url: app.url, ...(token && { token }) }).execute(query);
        expect(errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
        expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
      }
    });

    it('tells nobody who they are not', async () => {
      expect((await graphqlClient({ url: app.url, token: 'x.y.z' }).execute(ME)).data).toEqual({ me: null });
    });

    it('hides files outside of the web app', async () => {
      const { port, hostname } = new URL(app.url);
      for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/%00', '/%']) {
        const answer = await rawRequest({ port: Number(port), host: hostname }, path);
        expect(answer).toMatch(/^HTTP\/1\.1 40\d/);
      }
    });
  });

  describe('over WebSocket', () => {
    it('answers nothing before the token was shown', async () => {
      const socket = await new RawSocket(app.url).opened();
      socket.subscribe('1', ME);
      expect(await socket.closed).toMatchObject({ code: 4401 });
    });

    it.each([
      ['invalid JSON', (socket: WebSocket) => socket.send('{'), 4400],
      ['an unknown message', (socket: WebSocket) => socket.send('{"type":"hello"}'), 4400],
      ['a binary frame', (socket: WebSocket) => socket.send(Buffer.from([1, 2, 3])), 1003],
      [
        'a frame of 2 MB',
        (socket: WebSocket) => socket.send(JSON.stringify({ type: 'ping', x: 'x'.repeat(2_000_000) })),
        1009,
      ],
    ])('closes for %s', async (_what, misbehave, code) => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      misbehave(socket.socket);
      expect(await socket.closed).toMatchObject({ code });
      await stillServes();
    });

    it('does not mind the end of what never began', async () => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      socket.send({ id: 'nothing', type: 'complete' });
      socket.subscribe('1', ME);
      await eventually(() => expect(socket.answers('1').map(({ type }) => type)).toEqual(['next', 'complete']));
      socket.socket.close();
    });

    it('refuses the 101st subscription and keeps the others', async () => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      for (let n = 0; n < 1_000; n += 1) socket.subscribe(`s${n}`, 'subscription { inboxEvents { __typename } }');
      await eventually(() => expect(socket.count('error') + socket.count('next')).toBe(1_000), { timeoutMs: 20_000 });
      expect(socket.count('next')).toBe(100);
      const refused = JSON.stringify(socket.answers('s500')[0]?.payload);
      expect(refused).toContain('RATE_LIMITED');
      // To wait does not help: something has to end first.
      expect(refused).not.toContain('retryAfterMs');
      await stillServes();
      socket.socket.close();
    });

    it.each([
      ['an unknown room', { room: 'nowhere' }, 'NOT_FOUND', undefined],
      ['a room whose name cannot be', { room: 'a.*' }, 'NOT_FOUND', undefined],
      ['a cursor that is garbage', { room: 'lobby', after: 'garbage' }, 'BAD_USER_INPUT', 'after'],
    ])('refuses a subscription to %s', async (_what, variables, code, field) => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      socket.subscribe(
        '1',
        'subscription ($room: String!, $after: Cursor) { roomEvents(room: $room, after: $after) { __typename } }',
        variables,
      );
      await eventually(() => expect(socket.answers('1').length).toBeGreaterThan(0));
      const text = JSON.stringify(socket.answers('1')[0]);
      expect(text).toContain(code);
      if (field) expect(text).toContain(`"field":"${field}"`);
      socket.socket.close();
    });

    it.each([
      ['a syntax error', { query: '{ me {' }],
      ['an unknown field', { query: 'subscription { nothing }' }],
      ['an operation that is not there', { query: 'subscription A { inboxEvents { at } }', operationName: 'B' }],
      ['two operations', { query: 'query A { me { id } } subscription B { inboxEvents { at } }' }],
      ['a missing variable', { query: 'subscription ($room: String!) { roomEvents(room: $room) { at } }' }],
      ['a room that is not there', { query: 'subscription { roomEvents(room: "nowhere") { at } }' }],
      ['a cursor that is none', { query: 'subscription { inboxEvents(after: "x") { at } }' }],
      ['a mutation without effect', { query: 'mutation { leaveRoom(input: { room: "nowhere" }) { room { id } } }' }],
    ])('says its code where it refuses %s', async (_what, payload) => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      socket.send({ id: '1', type: 'subscribe', payload });
      await socket.answered('1');
      const [{ type, payload: answer }] = socket.answers('1') as [{ type: string; payload: unknown }];
      const errors = (type === 'error' ? answer : (answer as { errors: unknown }).errors) as ResponseError[];
      expect(errors.length).toBeGreaterThan(0);
      for (const { extensions } of errors) {
        expect(extensions?.code).toMatch(/^[A-Z_]+$/);
        expect(extensions?.code).not.toBe('INTERNAL_SERVER_ERROR');
      }
      socket.socket.close();
    });

    it('applies the limits of documents', async () => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      socket.subscribe('deep', `{ room(name: "lobby") ${nested(30)} }`);
      await eventually(() => expect(socket.answers('deep')[0]?.type).toBe('error'));
      socket.socket.close();
    });

    it.each([
      ['a variable condition at its root', 'subscription ($x: Boolean!) { inboxEvents @include(if: $x) { at } }'],
      [
        'a condition on a fragment',
        'subscription ($x: Boolean!) { ... on Subscription @skip(if: $x) { inboxEvents { at } } }',
      ],
      ['nothing that is left', 'subscription { inboxEvents @skip(if: true) { at } }'],
      ['nothing of its own', 'subscription { __typename }'],
      ['a condition without a value', 'subscription ($x: Boolean = true) { inboxEvents { at @skip(if: $x) } }'],
    ])('refuses a subscription with %s, and the socket goes on', async (_what, query) => {
      const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
      socket.subscribe('other', 'subscription { inboxEvents { __typename } }');
      socket.subscribe('1', query, { x: null });
      await eventually(() => expect(socket.answers('1')[0]?.type).toBe('error'));
      expect(JSON.stringify(socket.answers('1'))).toMatch(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/);
      await eventually(() => expect(socket.answers('other')[0]?.type).toBe('next'));
      expect(socket.socket.readyState).toBe(WebSocket.OPEN);
      const overHttp = await http({ query, variables: { x: null } });
      expect(overHttp.status).toBe(200);
      expect(await codeOf(overHttp)).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
      socket.socket.close();
    });

    it('takes no socket at another address', async () => {
      const socket = new WebSocket(`${app.url.replace(/^http/, 'ws')}/elsewhere`, PROTOCOL);
      await expect(new Promise((_resolve, reject) => socket.once('error', reject))).rejects.toThrow('404');
    });

    it('lets a half-open upgrade go', async () => {
      const { port, hostname } = new URL(app.url);
      const answer = await rawRequest(
        { port: Number(port), host: hostname },
        '/graphql',
        'Upgrade: websocket\r\nConnection: Upgrade\r\n',
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400/);
      await stillServes();
    });
  });
});

function nested(levels: number): string {
  return levels === 0 ? '{ id }' : `{ messages { edges { node { room ${nested(Math.max(0, levels - 4))} } } } }`;
}

function deepList(levels: number): unknown[] {
  let list: unknown[] = [];
  for (let n = 0; n < levels; n += 1) list = [list];
  return list;
}

function rawRequest(where: { port: number; host: string }, path: string, headers = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(where, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n${headers || 'Connection: close\r\n'}\r\n`);
    });
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
  });
}
