import { time } from '@confab/runtime/kernel/clock/time';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Credentials } from '@confab/runtime/network/identity/port';
import type { RenewableConnection } from '../context/context.ts';
import type { StreamConnection } from '../context/stream-request.ts';
import type { PresenceClient } from '../presence/presence-client.ts';
import type { Held, Holdings } from './holdings.ts';
import type { Renewals } from './renewals.ts';
import type { SocketWire } from './socket-wire.ts';

export interface ConnectionOptions {
  id: string;
  wire: SocketWire;
  credentials: Credentials;
  presence: PresenceClient;
  renewals: Renewals;
  /** Of all connections of its user. */
  holdings: Holdings;
}

/** A subscription, as its connection sees it. */
export interface Stream extends Held {
  /** Ends it at once, from this side. */
  stop(): void;
}

/** How long an operation under way may hold up a closing that waits for it. */
const FAREWELL_MS = 2_000;

/** Sessions whose tokens one connection may have been given. A device has one. */
const MOST_SESSIONS = 4;
const NONE: readonly string[] = [];

/** A socket whose user is known. While it lives the user is online. */
export class Connection implements StreamConnection, RenewableConnection {
  readonly id: string;
  readonly wire: SocketWire;
  readonly holdings: Holdings;
  /** Queries and mutations under way. */
  operations = 0;
  #streams: readonly Stream[] = [];
  #credentials: Credentials;
  #earlierSessions = NONE;
  readonly #presence: PresenceClient;
  readonly #renewals: Renewals;
  #onIdle: (() => void) | undefined;

  constructor({ id, wire, credentials, presence, renewals, holdings }: ConnectionOptions) {
    this.id = id;
    this.wire = wire;
    this.holdings = holdings;
    this.#credentials = credentials;
    this.#presence = presence;
    this.#renewals = renewals;
    presence.connected(id, credentials.identity.userId);
  }

  /** Of the token that it was given last. */
  get credentials(): Credentials {
    return this.#credentials;
  }

  /** All sessions whose tokens it was given: it ends with the first of them that is revoked. */
  get sessionIds(): readonly string[] {
    return [this.#credentials.identity.sessionId, ...this.#earlierSessions];
  }

  renew(accessToken: string): Promise<Credentials> {
    return this.#renewals.renew(this, accessToken);
  }

  /** Takes over a token of the same account. Throws FORBIDDEN where it is one session too many. */
  goOnWith(credentials: Credentials): void {
    const { sessionId } = credentials.identity;
    const earlier = this.sessionIds.filter((id) => id !== sessionId);
    if (earlier.length >= MOST_SESSIONS) {
      throw new AppError(
        'FORBIDDEN',
        `A connection goes on with tokens of at most ${MOST_SESSIONS} sessions. Open another.`,
      );
    }
    this.#credentials = credentials;
    this.#earlierSessions = earlier.length > 0 ? earlier : NONE;
  }

  /** Subscriptions that live or are being opened. */
  get streams(): number {
    return this.#streams.length;
  }

  /** Counts a subscription until it is removed. */
  addStream(stream: Stream): void {
    this.#streams = this.#streams.concat(stream);
    this.holdings.add(stream);
  }

  removeStream(stream: Stream): void {
    if (!this.#streams.includes(stream)) return;
    this.#streams = this.#streams.filter((other) => other !== stream);
    this.holdings.remove(stream);
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
        time.after(FAREWELL_MS, resolve);
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
