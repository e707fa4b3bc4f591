import type { Credentials } from '../execution/context.ts';
import type { StreamConnection } from '../live/stream-request.ts';
import type { PresenceClient } from '../presence/presence-client.ts';
import type { SocketWire } from './socket-wire.ts';

export interface ConnectionOptions {
  id: string;
  wire: SocketWire;
  credentials: Credentials;
  presence: PresenceClient;
}

/** A subscription, as its connection sees it. */
export interface Stream {
  /** Ends it at once, from this side. */
  stop(): void;
}

/** How long an operation under way may hold up a closing that waits for it. */
const FAREWELL_MS = 2_000;

/** A socket whose user is known. While it lives the user is online. */
export class Connection implements StreamConnection {
  readonly id: string;
  readonly wire: SocketWire;
  readonly credentials: Credentials;
  /** Queries and mutations under way. */
  operations = 0;
  #streams: readonly Stream[] = [];
  readonly #presence: PresenceClient;
  #onIdle: (() => void) | undefined;

  constructor({ id, wire, credentials, presence }: ConnectionOptions) {
    this.id = id;
    this.wire = wire;
    this.credentials = credentials;
    this.#presence = presence;
    presence.connected(id, credentials.identity.userId);
  }

  /** Subscriptions that live or are being opened. */
  get streams(): number {
    return this.#streams.length;
  }

  /** Counts a subscription until it is removed. */
  addStream(stream: Stream): void {
    this.#streams = this.#streams.concat(stream);
  }

  removeStream(stream: Stream): void {
    this.#streams = this.#streams.filter((other) => other !== stream);
  }

  endStreams(): void {
    for (const stream of this.#streams) stream.stop();
  }

  openRoom(roomId: string): Promise<void> {
    return this.#presence.openRoom(this.id, roomId);
  }

  leaveRoom(roomId: string): void {
    this.#presence.leaveRoom(this.id, roomId);
  }

  close(code: number, reason: string): void {
    this.wire.close(code, reason);
  }

  /** After an explicit sign-out nobody has to wait to see that the user is gone. */
  leavesForGood(): void {
    this.#presence.disconnected(this.id, true);
  }

  /** Closes once the operations under way have been answered. */
  async closeWhenIdle(code: number, reason: string): Promise<void> {
    if (this.operations > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
        setTimeout(resolve, FAREWELL_MS).unref();
      });
    }
    this.close(code, reason);
  }

  operationEnded(): void {
    this.operations -= 1;
    if (this.operations === 0) this.#onIdle?.();
  }

  /** The socket is gone. */
  closed(): void {
    this.#presence.disconnected(this.id, false);
  }
}
