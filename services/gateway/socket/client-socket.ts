import type { Duplex } from 'node:stream';
import { type RawData, WebSocket } from 'ws';
import { toMessage, UnusableId } from './client-message.ts';
import { CloseCode, tryAgainIn } from './close-codes.ts';
import type { Connection } from './connection.ts';
import type { SocketWire } from './socket-wire.ts';

/** What becomes of what a socket says. The same for all sockets. */
export interface SocketEvents {
  onClosed(session: Session, code: number, reason: string): void;
  onError(error: unknown): void;
  /** Milliseconds until more of it is heard, because its user was refused something; 0: at once. */
  heldMs(session: Session): number;
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
    if (this.#held) {
      this.#held.push(text);
      return;
    }
    const ms = this.events.heldMs(this);
    if (ms === 0) {
      this.#say(text);
      return;
    }
    this.#held = [text];
    this.wire.webSocket.pause();
    setTimeout(() => this.#hearNext(), ms);
  }

  /** One at a time, and no more after the next refusal. */
  #hearNext(): void {
    if (!this.wire.open) return;
    const ms = this.events.heldMs(this);
    const next = ms === 0 ? this.#held?.shift() : undefined;
    if (next !== undefined) this.#say(next);
    if (this.#held?.length) setTimeout(() => this.#hearNext(), ms);
    else {
      this.#held = undefined;
      this.wire.webSocket.resume();
    }
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
  if (Buffer.isBuffer(data) && data.length === PONG.length && data.equals(PONG)) return;
  session.hear(String(data));
}

function onPong(this: WebSocket): void {
  (this as ClientSocket).isSilent = false;
}

/** A frame that is too big or malformed: `ws` closes the socket itself, with 1009 or 1002. */
function onError(): void {}

function onClose(this: WebSocket, code: number, reason: Buffer): void {
  const { session } = this as ClientSocket;
  session?.events.onClosed(session, code, String(reason));
}
