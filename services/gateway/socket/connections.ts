import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Credentials } from '@confab/runtime/network/identity/port';
import type { Farewells } from '../context/app.ts';
import { CloseCode, tryAgainIn } from './close-codes.ts';
import type { Connection } from './connection.ts';
import { type HoldingLimits, Holdings } from './holdings.ts';

/** Sockets closed in one step of a drain, at least. */
const DRAIN_STEP_MS = 20;
/** When those who are sent away may come back at the earliest. */
const BACK_AFTER_MS = 250;
const FAREWELL_MEMORY_MS = 10_000;
/** How late a socket may be closed after its token has expired. The services refuse the token at once. */
const EXPIRY_CHECK_MS = 1_000;

interface OfUser {
  sockets: number;
  holdings: Holdings;
}

/** All sockets of this gateway whose user is known. */
export class Connections implements Farewells {
  readonly #all = new Set<Connection>();
  readonly #bySession = new Map<string, Set<Connection>>();
  readonly #perUser = new Map<string, OfUser>();
  readonly #farewells = new Set<string>();
  readonly #clock: Clock;
  readonly #limits: HoldingLimits;
  readonly #timer: Timer;

  constructor({ clock, limits }: { clock: Clock; limits: HoldingLimits }) {
    this.#clock = clock;
    this.#limits = limits;
    this.#timer = time.every(EXPIRY_CHECK_MS, () => this.#closeExpired());
  }

  get size(): number {
    return this.#all.size;
  }

  get streams(): number {
    let streams = 0;
    for (const connection of this.#all) streams += connection.streams;
    return streams;
  }

  ofUser(userId: string): number {
    return this.#perUser.get(userId)?.sockets ?? 0;
  }

  /** Of all that are open for this user. */
  holdingsOf(userId: string): Holdings {
    return this.#perUser.get(userId)?.holdings ?? new Holdings(this.#limits);
  }

  add(connection: Connection): void {
    const { userId, sessionId } = connection.credentials.identity;
    this.#all.add(connection);
    this.#perUser.set(userId, { sockets: this.ofUser(userId) + 1, holdings: connection.holdings });
    this.#bind(connection, sessionId);
  }

  /**
   * The connection goes on with these. It still ends with the sessions that it had before.
   * Throws UNAVAILABLE where it is closing already: what comes too late brings nothing back.
   */
  renew(connection: Connection, credentials: Credentials): void {
    if (!this.#all.has(connection) || !connection.wire.open) {
      throw new AppError('UNAVAILABLE', 'The connection has ended. Open another.');
    }
    connection.goOnWith(credentials);
    this.#bind(connection, credentials.identity.sessionId);
  }

  remove(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const { userId } = connection.credentials.identity;
    const sockets = this.ofUser(userId) - 1;
    if (sockets > 0) this.#perUser.set(userId, { sockets, holdings: connection.holdings });
    else this.#perUser.delete(userId);
    for (const sessionId of connection.sessionIds) this.#unbind(connection, sessionId);
  }

  expect(sessionId: string): void {
    this.#farewells.add(sessionId);
    time.after(FAREWELL_MEMORY_MS, () => this.#farewells.delete(sessionId));
  }

  /** The session may do nothing any more. Who signed out on a socket still gets the answer to that. */
  closeSession(sessionId: string): void {
    const signedOut = this.#farewells.has(sessionId);
    for (const connection of this.#bySession.get(sessionId) ?? []) {
      if (signedOut) connection.leavesForGood();
      connection.endStreams();
      const reason = signedOut ? 'Signed out.' : 'The session was revoked.';
      if (signedOut) void connection.closeWhenIdle(CloseCode.SESSION_REVOKED, reason);
      else connection.close(CloseCode.SESSION_REVOKED, reason);
    }
  }

  /**
   * Tells everybody to come back later, spread over at most `overMs`, each after the operations it has under way; and spreads when they come back,
   * so that the gateways that stay are not overrun.
   */
  async drain(overMs: number): Promise<void> {
    this.#timer.cancel();
    const all = [...this.#all];
    const steps = Math.max(1, Math.min(all.length, Math.floor(overMs / DRAIN_STEP_MS)));
    const perStep = Math.ceil(all.length / steps);
    const closing: Promise<void>[] = [];
    for (let at = 0; at < all.length; at += perStep) {
      for (const connection of all.slice(at, at + perStep)) {
        const reason = tryAgainIn(BACK_AFTER_MS, Math.max(1_000, overMs));
        closing.push(connection.closeWhenIdle(CloseCode.TRY_AGAIN, reason));
      }
      if (at + perStep < all.length) await time.sleep(DRAIN_STEP_MS, { keepAlive: true });
    }
    await Promise.all(closing);
  }

  #bind(connection: Connection, sessionId: string): void {
    const ofSession = this.#bySession.get(sessionId) ?? new Set();
    ofSession.add(connection);
    this.#bySession.set(sessionId, ofSession);
  }

  #unbind(connection: Connection, sessionId: string): void {
    const ofSession = this.#bySession.get(sessionId);
    ofSession?.delete(connection);
    if (ofSession?.size === 0) this.#bySession.delete(sessionId);
  }

  #closeExpired(): void {
    const now = this.#clock.now();
    for (const connection of this.#all) {
      if (connection.credentials.identity.expiresAtMs > now || !connection.wire.open) continue;
      connection.close(CloseCode.TOKEN_REFUSED, 'The access token has expired.');
    }
  }
}
