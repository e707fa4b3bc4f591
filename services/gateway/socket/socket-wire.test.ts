import { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { SocketWire } from './socket-wire.ts';

/** A connection whose other end reads only when the test says so. */
function stuck() {
  let taken: (() => void) | undefined;
  const raw = new Duplex({
    highWaterMark: 1,
    read() {},
    write(_chunk, _encoding, done) {
      taken = done;
    },
  });
  const state = { paused: false };
  const webSocket = {
    readyState: WebSocket.OPEN,
    get isPaused() {
      return state.paused;
    },
    pause: () => {
      state.paused = true;
    },
    resume: () => {
      state.paused = false;
    },
  } as unknown as WebSocket;
  const options = { webSocket, raw, limits: { softBytes: 10, hardBytes: 1e6, slowMs: 1e6, onTooSlow() {} } };
  /** What a turn has sent goes out at its end. */
  const drain = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    while (raw.writableLength > 0) taken?.();
  };
  return { wire: new SocketWire(options), raw, state, drain };
}

describe('the wire of a socket that does not read', () => {
  it('waits with one listener, however many messages pile up', async () => {
    const { wire, raw, drain } = stuck();
    const sent = Array.from({ length: 1_000 }, () => wire.send('{"type":"pong"}'));
    expect(raw.listenerCount('drain')).toBe(1);
    expect(raw.listenerCount('close')).toBeLessThanOrEqual(2);
    await drain();
    await Promise.all(sent);
    expect(raw.listenerCount('drain')).toBe(0);
    raw.destroy();
  });

  it('hands over what one turn sends together', async () => {
    const { wire, raw } = stuck();
    void wire.send('first');
    wire.write(Buffer.from('second'));
    expect(raw.writableCorked).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(raw.writableCorked).toBe(0);
    raw.destroy();
  });

  it('hears nothing more until it has drained', async () => {
    const { wire, raw, state, drain } = stuck();
    wire.pauseWhileCongested();
    expect(state.paused).toBe(false);
    void wire.send('x'.repeat(100));
    wire.pauseWhileCongested();
    expect(state.paused).toBe(true);
    const drained = wire.drained();
    await drain();
    await drained;
    expect(state.paused).toBe(false);
    raw.destroy();
  });

  it('waits no longer for a socket that is gone', async () => {
    const { wire, raw } = stuck();
    const sent = wire.send('x'.repeat(100));
    raw.destroy();
    await sent;
  });
});
