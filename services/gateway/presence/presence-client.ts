import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { Clients } from '../context/clients.ts';

export interface PresenceClientOptions {
  presence: Clients['presence'];
  ids: Ids;
  beatMs: number;
  onError(error: unknown): void;
}

/** After a beat that failed. */
const RETRY_MS = 1_000;
/** Connections that one beat carries. */
const MAX_CONNECTIONS = 2_000;
/**
 * How long changes gather at most while many come: everybody in a room is told of each who enters it, in one write for all of one beat. When all sockets come back at
 * once that is what most of the work is.
 */
const LONGEST_GATHERING_MS = 50;

interface Tracked {
  userId: string;
  /** Rooms open on this connection, each as often as it is open: there are few. */
  roomIds: readonly string[];
}

/**
 * Holds this gateway run's one lease for all its connections. Beats every few seconds, and at once after every change; one beat at a time, so
 * that changes gather while one is under way. What a failed beat carried goes out again a second later; when the service has lost the lease, everything does.
 */
export class PresenceClient {
  readonly #options: PresenceClientOptions;
  readonly #gatewayId: string;
  readonly #connections = new Map<string, Tracked>();
  #changed = new Set<string>();
  #closed = new Map<string, boolean>();
  #full = true;
  #beating: Promise<void> | undefined;
  #next: PromiseWithResolvers<void> | undefined;
  #gathering: Timer | undefined;
  #pauseMs = 0;
  /** A millisecond for each change that the last beat carried: somebody who comes alone is told of at once. */
  #gatherMs = 0;
  #ended = false;
  readonly #timer: Timer;

  constructor(options: PresenceClientOptions) {
    this.#options = options;
    this.#gatewayId = options.ids.next();
    this.#timer = time.every(options.beatMs, () => void this.#beat());
  }

  connected(id: string, userId: string): void {
    this.#connections.set(id, { userId, roomIds: [] });
    this.#touch(id);
  }

  /** `graceful`: left on purpose, so that nobody waits whether they come back. */
  disconnected(id: string, graceful: boolean): void {
    if (!this.#connections.delete(id)) return;
    this.#changed.delete(id);
    this.#closed.set(id, graceful);
    this.#gather();
  }

  /**
   * The room is open on the connection until it has been left as often. Resolves once the service was told, or could not be: whoever asks afterwards who is
   * online sees this one too.
   */
  openRoom(id: string, roomId: string): Promise<void> {
    const tracked = this.#connections.get(id);
    if (tracked) {
      const isNew = !tracked.roomIds.includes(roomId);
      tracked.roomIds = tracked.roomIds.concat(roomId);
      if (isNew) this.#touch(id);
    }
    return this.#told(id);
  }

  leaveRoom(id: string, roomId: string): void {
    const tracked = this.#connections.get(id);
    const at = tracked?.roomIds.indexOf(roomId) ?? -1;
    if (!tracked || at < 0) return;
    tracked.roomIds = tracked.roomIds.toSpliced(at, 1);
    if (!tracked.roomIds.includes(roomId)) this.#touch(id);
  }

  /** Gives up the lease. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#timer.cancel();
    this.#gathering?.cancel();
    this.#next?.resolve();
    await this.#beating;
    const { presence, ids, onError } = this.#options;
    const request = { gatewayId: this.#gatewayId, leaving: true };
    await presence.beat(request, withCall({ correlationId: ids.next() })).catch(onError);
  }

  async #told(id: string): Promise<void> {
    await this.#beating;
    while (this.#changed.has(id) && this.#pauseMs === 0 && !this.#ended) await this.#nextBeat();
  }

  /** The one that is gathered for. */
  #nextBeat(): Promise<void> {
    if (this.#gatherMs <= 1) return this.#beat();
    this.#next ??= Promise.withResolvers<void>();
    this.#gather();
    return this.#next.promise;
  }

  #touch(id: string): void {
    this.#changed.add(id);
    this.#gather();
  }

  #gather(): void {
    if (this.#ended) return;
    this.#gathering ??= time.after(this.#pauseMs || this.#gatherMs, () => void this.#beat(), { keepAlive: true });
  }

  #beat(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    this.#gathering?.cancel();
    this.#gathering = undefined;
    this.#beating ??= this.#send().finally(() => {
      this.#beating = undefined;
      this.#next?.resolve();
      this.#next = undefined;
    });
    return this.#beating;
  }

  async #send(): Promise<void> {
    const { presence, ids, onError } = this.#options;
    const full = this.#full;
    if (full) this.#changed = new Set(this.#connections.keys());
    const changed = [...this.#changed].slice(0, MAX_CONNECTIONS);
    const closed = this.#closed;
    this.#full = false;
    this.#closed = new Map();
    for (const id of changed) this.#changed.delete(id);
    this.#gatherMs = Math.min(Math.max(0, changed.length + closed.size - 1), LONGEST_GATHERING_MS);
    try {
      const { resend } = await presence.beat(
        {
          gatewayId: this.#gatewayId,
          full,
          connections: changed.flatMap((id) => this.#describe(id)),
          closed: [...closed].map(([id, graceful]) => ({ id, graceful })),
        },
        withCall({ correlationId: ids.next() }),
      );
      this.#pauseMs = 0;
      if (resend) this.#full = true;
    } catch (error) {
      this.#full ||= full;
      for (const id of changed) if (this.#connections.has(id)) this.#changed.add(id);
      for (const [id, graceful] of closed) this.#closed.set(id, graceful);
      this.#pauseMs = RETRY_MS;
      onError(error);
    }
    if (this.#full || this.#changed.size > 0 || this.#closed.size > 0) this.#gather();
  }

  #describe(id: string) {
    const tracked = this.#connections.get(id);
    return tracked ? [{ id, userId: tracked.userId, roomIds: [...new Set(tracked.roomIds)] }] : [];
  }
}
