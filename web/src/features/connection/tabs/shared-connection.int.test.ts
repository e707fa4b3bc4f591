import type { ConnectionState } from '../connection.ts';
import { followTicks } from '../testing/follow-ticks.ts';
import { eventually, startTickServer, type TickServer } from '../testing/tick-server.ts';
import { namesOf } from './messages.ts';
import { createSharedConnection } from './shared-connection.ts';

const USER = 'ann';

/** One tab, on the real locks and channels of this process. */
function openTab(server: TickServer, user = USER) {
  const seen: string[] = [];
  const seems = { state: { kind: 'idle' } as ConnectionState, leads: false, signedOut: 0 };
  const connection = createSharedConnection({
    user,
    locks: navigator.locks,
    isVisible: () => true,
    url: server.url,
    accessToken: async () => 'good',
    tokenGoodForMs: () => 60_000,
    onSignedOut: () => {
      seems.signedOut += 1;
    },
    onState: (state) => {
      seems.state = state;
    },
    onLeads: (leads) => {
      seems.leads = leads;
    },
  });
  return { seen, seems, connection, follow: () => followTicks(connection, (cursor) => seen.push(cursor)) };
}

type Tab = ReturnType<typeof openTab>;

describe('the tabs of a browser', () => {
  let server: TickServer;
  let tabs: Tab[];

  beforeEach(async () => {
    server = await startTickServer();
    tabs = [];
  });

  afterEach(async () => {
    for (const { connection } of tabs) connection.dispose();
    server.kill();
    await server.stop();
  });

  /** Opens a tab that follows the ticks, and waits until it does. */
  async function open(): Promise<Tab> {
    const tab = openTab(server);
    tabs.push(tab);
    const before = server.afters.length;
    tab.follow();
    await eventually(() => expect(server.afters).toHaveLength(before + 1));
    return tab;
  }

  const allSee = (...cursors: string[]) =>
    eventually(() => expect(tabs.map(({ seen }) => seen)).toEqual(tabs.map(() => cursors)));
  const close = (tab: Tab) => {
    tabs = tabs.filter((other) => other !== tab);
    tab.connection.dispose();
  };

  it('share one socket, and each sees every event once', async () => {
    await open();
    await open();
    await open();
    server.add();
    server.add();
    await allSee('1', '2');
    expect(server.sockets()).toBe(1);
    expect(tabs.map(({ seems }) => seems.leads)).toEqual([true, false, false]);
    expect(tabs.map(({ seems }) => seems.state.kind)).toEqual(['connected', 'connected', 'connected']);
  });

  it('go on without a gap when the one with the socket is closed', async () => {
    const first = await open();
    await open();
    await open();
    server.add();
    await allSee('1');
    close(first);
    server.add();
    await allSee('1', '2');
    expect(server.sockets()).toBe(1);
    expect(tabs.map(({ seems }) => seems.leads)).toEqual([true, false]);
    expect(server.afters.slice(3)).toEqual(['1', '1']);
  });

  it('go on without a gap when the one with the socket is frozen, and take it back as one of them', async () => {
    const first = await open();
    const second = await open();
    server.add();
    await allSee('1');
    first.connection.suspend();
    server.add();
    await eventually(() => expect(second.seen).toEqual(['1', '2']));
    expect(first.seen).toEqual(['1']);
    first.connection.awaken();
    await allSee('1', '2');
    expect(server.sockets()).toBe(1);
    expect(tabs.map(({ seems }) => seems.leads)).toEqual([false, true]);
  });

  it('depose one that hangs', async () => {
    const { office } = namesOf(USER);
    let lost = false;
    const never = () => new Promise<void>(() => undefined);
    navigator.locks.request(office, never).catch(() => {
      lost = true;
    });
    const tab = openTab(server);
    tabs.push(tab);
    tab.follow();
    await eventually(() => expect(tab.seems.leads).toBe(true), 15_000);
    expect(lost).toBe(true);
    await eventually(() => expect(server.afters).toHaveLength(1));
    server.add();
    await allSee('1');
  });

  it('resume together after the socket was lost', async () => {
    await open();
    await open();
    server.add();
    await allSee('1');
    server.close(4451, '{"retryAfterMs":30000}');
    await eventually(() => expect(tabs.map(({ seems }) => seems.state.kind)).toEqual(['waiting', 'waiting']));
    const [, guest] = tabs;
    const state = guest?.seems.state;
    expect(state?.kind === 'waiting' && state.retryAt - performance.now()).toBeGreaterThan(25_000);
    server.add();
    guest?.connection.reconnectNow();
    await allSee('1', '2');
  });

  it('end what a tab that was closed had open', async () => {
    const first = await open();
    const second = await open();
    close(second);
    // Its unsubscription reaches the server before the next subscription of the same socket.
    const third = await open();
    server.add();
    await eventually(() => expect(third.seen).toEqual(['1']));
    expect(first.seen).toEqual(['1']);
    expect(second.seen).toEqual([]);
    expect(server.subscriptions()).toBe(2);
  });

  it('are signed out together', async () => {
    await open();
    await open();
    server.close(4452, 'revoked');
    await eventually(() => expect(tabs.map(({ seems }) => seems.signedOut)).toEqual([1, 1]));
    expect(server.sockets()).toBe(0);
  });

  it('of different users have sockets of their own', async () => {
    await open();
    const other = openTab(server, 'bob');
    tabs.push(other);
    other.follow();
    await eventually(() => expect(server.sockets()).toBe(2));
    expect(other.seems.leads).toBe(true);
  });
});
