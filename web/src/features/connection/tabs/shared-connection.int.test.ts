import type { Locks } from '../../../shared/browser/locks.ts';
import type { ConnectionState } from '../connection.ts';
import { followTicks } from '../testing/follow-ticks.ts';
import { eventually, startTickServer, type TickServer } from '../testing/tick-server.ts';
import { namesOf } from './messages.ts';
import { createSharedConnection } from './shared-connection.ts';

const USER = 'ann';

/** One tab, on the real channels of this process and, unless others are given, its locks. */
function openTab(server: TickServer, user = USER, locks: Locks = navigator.locks) {
  const seen: string[] = [];
  const seems = { state: { kind: 'idle' } as ConnectionState, leads: false, signedOut: 0 };
  const connection = createSharedConnection({
    user,
    locks,
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

  it.each<[string, Locks['request']]>([
    ['refuses locks', () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'))],
    ['never grants a lock', () => new Promise(() => undefined)],
  ])('have sockets of their own where the browser %s', async (_case, request) => {
    for (const count of [1, 2]) {
      const tab = openTab(server, USER, { request });
      tabs.push(tab);
      tab.follow();
      await eventually(() => expect(server.afters).toHaveLength(count), 15_000);
      expect(server.sockets()).toBe(count);
      expect(tab.seems.leads).toBe(true);
    }
    server.add();
    await allSee('1');
  });

  it('do not take the socket from each other for ever where none hears another', async () => {
    const { BroadcastChannel: real } = globalThis;
    class Silent extends EventTarget {
      postMessage(): void {}
      close(): void {}
    }
    Object.assign(globalThis, { BroadcastChannel: Silent });
    try {
      for (const _ of [1, 2]) {
        const tab = openTab(server);
        tabs.push(tab);
        tab.follow();
      }
      await eventually(() => expect(tabs.map(({ seems }) => seems.leads)).toEqual([true, true]), 40_000);
      // One that was deposed, the one that deposed it, and the first again.
      await eventually(() => expect(server.afters).toHaveLength(3));
      expect(server.sockets()).toBe(2);
      server.add();
      await allSee('1');
    } finally {
      Object.assign(globalThis, { BroadcastChannel: real });
    }
  }, 60_000);

  it('of different users have sockets of their own', async () => {
    await open();
    const other = openTab(server, 'bob');
    tabs.push(other);
    other.follow();
    await eventually(() => expect(server.sockets()).toBe(2));
    expect(other.seems.leads).toBe(true);
  });
});
