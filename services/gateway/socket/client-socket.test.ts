import { eventually } from '@confab/runtime/testing/eventually';
import { ClientSocket, Session } from './client-socket.ts';
import type { SocketWire } from './socket-wire.ts';

/** A socket whose messages are handled like this. `patience`: what they wait for, as of now. */
function socketWith(
  handle: (message: string) => Promise<void>,
  patience: () => Promise<void> | undefined = () => undefined,
) {
  const closed: { code: number; reason: string }[] = [];
  const errors: unknown[] = [];
  const reading: boolean[] = [];
  const pongs: string[] = [];
  const wire = {
    get open() {
      return closed.length === 0;
    },
    close: (code: number, reason: string) => closed.push({ code, reason }),
    pauseWhileCongested() {},
    webSocket: {
      pause: () => void reading.push(false),
      resume: () => void reading.push(true),
      pong: (data: Buffer) => void pongs.push(String(data)),
    },
  } as unknown as SocketWire;
  const events = { onClosed() {}, onError: (error: unknown) => errors.push(error), patience, onSent() {} };
  const session = new Session({ wire, address: '', asked: undefined, protocol: '', events });
  // As the server of `ws` makes it, which the types do not say.
  const socket: ClientSocket = Reflect.construct(ClientSocket, [null, undefined, {}]);
  socket.attach(session);
  session.onMessage(handle);
  const say = async (text: string) => {
    socket.emit('message', Buffer.from(text), false);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { socket, session, closed, errors, reading, pongs, say };
}

describe('what a socket says', () => {
  it('is followed, where we fail, by a code with which clients come back', async () => {
    const failure = new Error('ours');
    const { closed, errors, say } = socketWith(() => Promise.reject(failure));
    await say('{"type":"ping"}');
    expect(errors).toEqual([failure]);
    expect(closed).toEqual([{ code: 4451, reason: expect.stringMatching(/^\{"retryAfterMs":[234]\d{3}\}$/) }]);
  });

  it('is not heard once it was closed', async () => {
    const heard: string[] = [];
    const { session, say } = socketWith(async (message) => void heard.push(message));
    await say('{"type":"ping"}');
    session.close(4403, 'No access token was given.');
    await say('{"type":"ping"}');
    expect(heard).toHaveLength(1);
  });

  it('answers a ping, and needs nobody else for that', async () => {
    const heard: string[] = [];
    const { socket, say } = socketWith(async (message) => void heard.push(message));
    socket.isSilent = true;
    await say('{"type":"pong"}');
    expect(socket.isSilent).toBe(false);
    expect(heard).toEqual([]);
    await say('{"type":"pong","payload":{"n":1}}');
    expect(heard).toHaveLength(1);
  });

  it('waits while its user is held back, is heard in its order, and no more is read meanwhile', async () => {
    const heard: unknown[] = [];
    const waits: (() => void)[] = [];
    const isHeld = () => heard.length < 2;
    const { reading, say } = socketWith(
      async (message) => void heard.push((message as unknown as { id: string }).id),
      () => (isHeld() ? new Promise((resolve) => waits.push(resolve)) : undefined),
    );
    for (const id of ['a', 'b', 'c']) await say(`{"type":"complete","id":"${id}"}`);
    expect([heard, reading]).toEqual([[], [false]]);
    waits.shift()?.();
    await eventually(() => expect(waits).toHaveLength(1));
    expect([heard, reading]).toEqual([['a'], [false]]);
    waits.shift()?.();
    await eventually(() => expect(reading).toEqual([false, true]));
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  it('answers the last of many pings, and reads no more while it had its share', async () => {
    let wait: (() => void) | undefined;
    let pings = 0;
    const { socket, reading, pongs } = socketWith(
      async () => {},
      () => (++pings === 100 ? new Promise<void>((resolve) => (wait = resolve)) : undefined),
    );
    for (let n = 1; n <= 150; n += 1) socket.emit('ping', Buffer.from(`${n}`));
    await eventually(() => expect(pongs).toEqual(['150']));
    expect([pings, reading]).toEqual([100, [false]]);
    wait?.();
    await eventually(() => expect(reading).toEqual([false, true]));
    socket.emit('ping', Buffer.from('again'));
    await eventually(() => expect(pongs).toEqual(['150', 'again']));
  });
});
