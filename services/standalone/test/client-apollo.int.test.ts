import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';
import { createFollowLink } from '../../../docs/clients/javascript/apollo-link.js';
import { connect } from '../../../docs/clients/javascript/connection.js';
import { startTcpProxy, type TcpProxy } from '../../../tooling/faults/tcp-proxy.ts';
import { type App, startApp } from './app.ts';
import { createRoom, history, post } from './chat.ts';
import { login, type Person, register } from './person.ts';

const ROOM_EVENTS = gql`
  subscription ($room: String!, $after: Cursor) {
    happened: roomEvents(room: $room, after: $after) {
      cursor
      ... on MessagePosted {
        message {
          id
          seq
        }
      }
    }
  }
`;

interface Happened {
  happened: { __typename: string; message?: { seq: number } };
}

describe('the Apollo link of docs/clients.md', () => {
  let app: App;
  let proxy: TcpProxy;
  let ann: Person;
  let apollo: ApolloClient;

  beforeAll(async () => {
    app = await startApp();
    proxy = await startTcpProxy({ target: { host: '127.0.0.1', port: Number(new URL(app.url).port) } });
    ann = await register(app.url, 'ann');
    await createRoom(ann, 'tea');
    const { refreshToken } = await login(app.url, 'ann');
    const { client } = connect({
      url: `http://127.0.0.1:${proxy.port}/graphql`,
      refreshToken,
      webSocketImpl: WebSocket,
    });
    apollo = new ApolloClient({ link: createFollowLink(client), cache: new InMemoryCache() });
  });
  afterAll(async () => {
    apollo?.stop();
    await ann?.close();
    await proxy?.close();
    await app?.close();
  });

  it('misses nothing and repeats nothing while the connection is cut, and ends when the room does', async () => {
    const seqs: number[] = [];
    const types: string[] = [];
    let completed = false;
    apollo.subscribe<Happened>({ query: ROOM_EVENTS, variables: { room: 'tea' } }).subscribe({
      next({ data }) {
        if (!data) return;
        types.push(data.happened.__typename);
        if (data.happened.message) seqs.push(data.happened.message.seq);
      },
      complete() {
        completed = true;
      },
    });
    await eventually(() => expect(types).toContain('RoomOpened'));
    for (let n = 0; n < 30; n += 1) {
      await post(ann, { room: 'tea', text: `message ${n}` });
      if (n % 10 === 5) proxy.reset();
    }
    const posted = (await history(ann, 'tea')).map(({ seq }) => seq);
    await eventually(() => expect(seqs).toEqual(posted), { timeoutMs: 20_000 });
    await ann.request('mutation { deleteRoom(input: { room: "tea" }) }');
    await eventually(() => expect(completed).toBe(true));
    expect(types.at(-1)).toBe('RoomClosed');
  });

  it('hands on what does not pass', async () => {
    const results: unknown[] = [];
    let completed = false;
    apollo.subscribe<Happened>({ query: ROOM_EVENTS, variables: { room: 'nowhere' } }).subscribe({
      next: (result) => results.push(result),
      error: (error) => results.push({ error }),
      complete() {
        completed = true;
      },
    });
    await eventually(() => expect(completed).toBe(true));
    expect(results).toMatchObject([{ error: { code: 'NOT_FOUND' } }]);
  });

  it('leaves the room when the subscription is given up', async () => {
    await createRoom(ann, 'left');
    let opened = false;
    const given = apollo.subscribe<Happened>({ query: ROOM_EVENTS, variables: { room: 'left' } }).subscribe({
      next() {
        opened = true;
      },
    });
    const online = async () => {
      const { room } = await ann.request<{ room: { onlineCount: number } }>('{ room(name: "left") { onlineCount } }');
      return room.onlineCount;
    };
    await eventually(() => expect(opened).toBe(true));
    await eventually(async () => expect(await online()).toBe(1));
    given.unsubscribe();
    await eventually(async () => expect(await online()).toBe(0), { timeoutMs: 15_000 });
  });
});
