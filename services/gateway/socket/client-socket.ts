import type { Duplex } from 'node:stream';
import { time } from '@confab/runtime/kernel/clock/time';
import { type RawData, WebSocket } from 'ws';
import { toMessage, UnusableId } from './client-message.ts';
import { CloseCode, tryAgainIn } from './close-codes.ts';
import type { Connection } from './connection.ts';
import type { SocketWire } from './socket-wire.ts';

/** What becomes of what a socket says. The same for all sockets. */
export interface SocketEvents {
  onClosed(session: Session, code: number, reason: string): void;
  onError(error: unknown): void;
  /** Resolves when more of it may be heard: its user was refused something, or has had a share of this turn of the event loop. Undefined: at once. */
  patience(session: Session): Promise<void> | undefined;
  /** So many characters were written to it. */
  onSent(session: Session, length: number): void;
}

/** When to come back after a fault of ours, or where there is no room. */
const FAILED_MS = 2_000;
/** What clients answer pings with. There are thousands of them a second, and graphql-ws makes nothing of them. */
const PONG = Buffer.from('{"type":"pong"}');

type Handle = (message: string) => Promise<void>;
type Farewell = (code: number, reason: string) => Promise<void>;

/**
 * A socket from its upgrade on, as graphql-ws sees it. There are ten thousand of these: what they have in common is shared, down to the listeners, and what is
 * over is let go of.
 */
export class Session {
  readonly wire: SocketWire;
  readonly address: string;
  /** The origin that was asked. */
  readonly asked: string | undefined;
  readonly protocol: string;
  readonly events: SocketEvents;
  /** Once its user is known. */
  connection: Connection | undefined;
  /** Told when the socket is gone. */
  farewell: Farewell | undefined;
  handle: Handle | undefined;
  /** What was read before it was known that nothing is to be heard for a while. */
  #held: string[] | undefined;
  /** What the last ping carried that was not answered yet. */
  #pinged: Buffer | undefined;

  constructor(options: Pick<Session, 'wire' | 'address' | 'asked' | 'protocol' | 'events'>) {
    this.wire = options.wire;
    this.address = options.address;
    this.asked = options.asked;
    this.protocol = options.protocol;
    this.events = options.events;
  }

  send(text: string): Promise<void> {
    this.events.onSent(this, text.length);
    return this.wire.send(text);
  }

  close(code: number = CloseCode.TRY_AGAIN, reason = tryAgainIn(FAILED_MS)): void {
    this.wire.close(code, reason);
  }

  onMessage(handle: Handle): void {
    this.handle = handle;
  }

  /** A message, which may have to wait. What comes behind it waits in the client's own buffers then. */
  hear(text: string): void {
    if (this.#held || this.#isHeldUp()) this.#held?.push(text);
    else this.#say(text);
  }

  /** Something that takes no answer. It is work all the same: who sends much of it makes nobody wait. */
  hearNothing(): void {
    if (!this.#held) this.#isHeldUp();
  }

  /** Of the pings of one turn only the last is answered, as RFC 6455 §5.5.3 permits: a write for each would be a client's to cause. */
  hearPing(data: Buffer): void {
    if (!this.#pinged) time.soon(() => this.#pong());
    this.#pinged = data;
    this.hearNothing();
  }

  #pong(): void {
    if (this.wire.open) this.wire.webSocket.pong(this.#pinged);
    this.#pinged = undefined;
  }

  #isHeldUp(): boolean {
    const patience = this.events.patience(this);
    if (!patience) return false;
    this.#held = [];
    this.wire.webSocket.pause();
    void this.#hearHeld(patience);
    return true;
  }

  /** One at a time: before each it is asked again whether it has to wait. */
  async #hearHeld(patience: Promise<void> | undefined): Promise<void> {
    for (let wait = patience; ; wait = this.events.patience(this)) {
      await wait;
      if (!this.wire.open) return;
      const next = this.#held?.shift();
      if (next === undefined) break;
      this.#say(next);
    }
    this.#held = undefined;
    this.wire.webSocket.resume();
  }

  #say(text: string): void {
    const message = toMessage(text);
    if (message instanceof UnusableId && this.connection) {
      void this.send(message.answer());
      return;
    }
    // graphql-ws takes the object instead of the text as well, and keeps it as long as a subscription lives.
    this.handle?.(message as string).catch((error: unknown) => {
      this.events.onError(error);
      this.close();
    });
    this.wire.pauseWhileCongested();
  }

  /** Makes room for others, at once. */
  sendAway(): void {
    this.close(CloseCode.TRY_AGAIN, tryAgainIn(FAILED_MS));
    this.wire.webSocket.terminate();
  }
}

/** What `ws` makes of an upgrade. */
export class ClientSocket extends WebSocket {
  session: Session | undefined;
  /** It has not answered the last ping of either kind. */
  isSilent = false;

  attach(session: Session): void {
    this.session = session;
    this.on('message', onMessage);
    this.on('ping', onPing);
    this.on('pong', onPong);
    this.on('error', onError);
    this.on('close', onClose);
  }
}

/** A connection that breaks off. */
export function destroyOnError(this: Duplex): void {
  this.destroy();
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  const { session } = this as ClientSocket;
  // What follows a closing is not heard: it would find nobody who is signed in.
  if (!session?.wire.open) return;
  if (isBinary) {
    session.close(CloseCode.TEXT_ONLY, 'Text frames only.');
    return;
  }
  (this as ClientSocket).isSilent = false;
  if (Buffer.isBuffer(data) && data.length === PONG.length && data.equals(PONG)) session.hearNothing();
  else session.hear(String(data));
}

function onPing(this: WebSocket, data: Buffer): void {
  (this as ClientSocket).session?.hearPing(data);
}

function onPong(this: WebSocket): void {
  (this as ClientSocket).isSilent = false;
  (this as ClientSocket).session?.hearNothing();
}

/** A frame that is too big or malformed: `ws` closes the socket itself, with 1009 or 1002. */
function onError(): void {}

function onClose(this: WebSocket, code: number, reason: Buffer): void {
  const { session } = this as ClientSocket;
  session?.events.onClosed(session, code, String(reason));
}
