import type { Credentials } from '../execution/context.ts';
import type { StreamConnection } from '../live/stream-request.ts';
import type { OpenRoom, PresenceClient } from '../presence/presence-client.ts';
import { CloseCode } from './close-codes.ts';
import type { SocketWire } from './socket-wire.ts';

export interface ConnectionOptions {
  id: string;
  wire: SocketWire;
  credentials: Credentials;
  presence: PresenceClient;
  /** Milliseconds until the token expires. */
  tokenLifeMs: number;
}

/** Longest delay that a timer takes. */
const MAX_TIMER_MS = 0x7fff_ffff;
/** How long an operation under way may hold up a closing that waits for it. */
const FAREWELL_MS = 2_000;

/** A socket whose user is known. While it lives the user is online. */
export class Connection implements StreamConnection {
  readonly id: string;
  readonly wire: SocketWire;
  readonly credentials: Credentials;
  /** Queries and mutations under way. */
  operations = 0;
  readonly #streams = new Set<() => void>();
  readonly #presence: PresenceClient;
  readonly #expiry: NodeJS.Timeout;
  #onIdle: (() => void) | undefined;

  constructor({ id, wire, credentials, presence, tokenLifeMs }: ConnectionOptions) {
    this.id = id;
    this.wire = wire;
    this.credentials = credentials;
    this.#presence = presence;
    this.#expiry = setTimeout(
      () => this.close(CloseCode.TOKEN_REFUSED, 'The access token has expired.'),
      Math.min(Math.max(tokenLifeMs, 0), MAX_TIMER_MS),
    );
    presence.connected(id, credentials.identity.userId);
  }

  /** Subscriptions that live or are being opened. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Counts a subscription; the returned function takes it back. `stop` ends it at once, from this side. */
  addStream(stop: () => void): () => void {
    this.#streams.add(stop);
    return () => this.#streams.delete(stop);
  }

  endStreams(): void {
    for (const stop of [...this.#streams]) stop();
  }

  openRoom(roomId: string): OpenRoom {
    return this.#presence.openRoom(this.id, roomId);
  }

  close(code: number, reason: string): void {
    clearTimeout(this.#expiry);
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
    clearTimeout(this.#expiry);
    this.#presence.disconnected(this.id, false);
  }
}
