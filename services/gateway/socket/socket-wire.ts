import type { Duplex } from 'node:stream';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import { WebSocket } from 'ws';
import { textFrame } from '../live/frame.ts';
import type { Wire } from '../live/subscriber.ts';

export interface SocketWireOptions {
  webSocket: WebSocket;
  /** The connection below it, known from the upgrade. */
  raw: Duplex;
  limits: WireLimits;
}

/** The same for all sockets. */
export interface WireLimits {
  softBytes: number;
  hardBytes: number;
  /** How long one may stay above the soft limit. */
  slowMs: number;
  onTooSlow(wire: SocketWire): void;
}

/** How long a client that does not read gets for the closing handshake. */
const CLOSE_GRACE_MS = 1_000;

/**
 * Writes to one socket and watches what piles up in it. All frames with data go past `ws` straight to the connection: see `live/frame.ts` for why that
 * is safe. Above the soft limit everybody is asked to wait; above the hard one, or too long above the soft one, the socket is given up.
 */
export class SocketWire implements Wire {
  readonly webSocket: WebSocket;
  readonly #raw: Duplex;
  readonly #limits: WireLimits;
  #slowTimer: Timer | undefined;
  /** Shared by all who wait: however many messages pile up, there is one listener. */
  #draining: Promise<void> | undefined;
  #gathering = false;
  #isQuiet = true;

  constructor({ webSocket, raw, limits }: SocketWireOptions) {
    this.webSocket = webSocket;
    this.#raw = raw;
    this.#limits = limits;
  }

  get open(): boolean {
    return this.webSocket.readyState === WebSocket.OPEN;
  }

  get congested(): boolean {
    return this.#raw.writableLength > this.#limits.softBytes;
  }

  /** Was nothing written since this was asked last? */
  wasQuiet(): boolean {
    const isQuiet = this.#isQuiet;
    this.#isQuiet = true;
    return isQuiet;
  }

  write(frames: Buffer): void {
    if (!this.open) return;
    this.#isQuiet = false;
    this.#raw.write(frames);
    this.#watch();
  }

  /** One text message. Resolves once it makes sense to send more. */
  send(text: string): Promise<void> {
    if (!this.open) return Promise.resolve();
    this.#isQuiet = false;
    this.#gather();
    this.#raw.write(textFrame(text));
    this.#watch();
    return this.congested ? this.drained() : Promise.resolve();
  }

  drained(): Promise<void> {
    const raw = this.#raw;
    if (!raw.writableNeedDrain || raw.destroyed) return Promise.resolve();
    this.#draining ??= new Promise((resolve) => {
      const done = () => {
        raw.off('drain', done);
        raw.off('close', done);
        this.#draining = undefined;
        resolve();
      };
      raw.once('drain', done);
      raw.once('close', done);
    });
    return this.#draining;
  }

  /** Who does not read the answers need not be heard either: what it sends waits in its own buffers. */
  pauseWhileCongested(): void {
    const { webSocket } = this;
    if (!this.congested || webSocket.isPaused) return;
    webSocket.pause();
    void this.drained().then(() => webSocket.resume());
  }

  /** The first closing counts. */
  close(code: number, reason: string): void {
    if (!this.open) return;
    const { webSocket } = this;
    webSocket.close(code, reason);
    const timer = time.after(CLOSE_GRACE_MS, () => webSocket.terminate());
    webSocket.once('close', () => timer.cancel());
  }

  /** What one turn of the event loop answers goes out in one system call: each operation has two messages, and clients have several under way. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const raw = this.#raw;
    raw.cork();
    time.soon(() => {
      this.#gathering = false;
      raw.uncork();
    });
  }

  #watch(): void {
    if (!this.congested) return;
    const { hardBytes, slowMs, onTooSlow } = this.#limits;
    if (this.#raw.writableLength > hardBytes) {
      onTooSlow(this);
    } else if (!this.#slowTimer) {
      this.#slowTimer = time.after(slowMs, () => onTooSlow(this), { keepAlive: true });
      void this.drained().then(() => {
        this.#slowTimer?.cancel();
        this.#slowTimer = undefined;
      });
    }
  }
}
