/** The scope of being online at all; every other scope is the id of a room. */
export const EVERYWHERE = '';

export type Announcement =
  /** The merged state of a user in a scope changed. */
  | { kind: 'online' | 'offline'; scope: string; userId: string }
  /** People are there whom nobody was told of one by one. */
  | { kind: 'recounted'; scope: string };

export interface RosterListener {
  /** How many are online in the scope changed, announced or not. */
  counted(scope: string, count: number): void;
  announce(announcement: Announcement): void;
}

interface Entry {
  connections: number;
  /** Online until then even without a connection. */
  graceUntilMs: number;
  /** Others were told, or know from before a restart. */
  announced: boolean;
}

/**
 * Merged presence: a user is online in a scope while one of their connections is there, or one
 * broke off within its grace. Only what changes in that is announced. Times are monotonic
 * milliseconds, passed in.
 */
export class Roster {
  private readonly scopes = new Map<string, Map<string, Entry>>();
  /** Whose grace runs: by user, then by scope. */
  private readonly waiting = new Map<string, Map<string, Entry>>();
  private readonly unannounced = new Map<string, { scope: string; userId: string }>();
  private readonly adopted = new Set<string>();
  private readonly listener: RosterListener;
  private holdUntilMs = 0;

  constructor(listener: RosterListener) {
    this.listener = listener;
  }

  /**
   * Until then nothing is announced, because other gateways may still report who is online anyway.
   */
  hold(untilMs: number): void {
    this.holdUntilMs = untilMs;
  }

  /**
   * One connection more. `adopted`: it was there before this process, and so is known to everybody.
   */
  arrive(scope: string, userId: string, at: { nowMs: number; adopted: boolean }): void {
    const users = this.scopes.get(scope) ?? new Map<string, Entry>();
    this.scopes.set(scope, users);
    const key = `${scope}/${userId}`;
    this.waitNoMore(scope, userId);
    const known = users.get(userId);
    const entry = known ?? { connections: 0, graceUntilMs: 0, announced: false };
    entry.connections += 1;
    if (!known) {
      users.set(userId, entry);
      this.listener.counted(scope, users.size);
    }
    if (entry.announced) return;
    if (at.adopted) {
      entry.announced = true;
      this.unannounced.delete(key);
      this.adopted.add(scope);
    } else if (at.nowMs < this.holdUntilMs) {
      this.unannounced.set(key, { scope, userId });
    } else {
      entry.announced = true;
      this.listener.announce({ kind: 'online', scope, userId });
    }
  }

  /** One connection less; after the last one the user stays online for the grace. */
  depart(scope: string, userId: string, at: { nowMs: number; graceMs: number }): void {
    const entry = this.scopes.get(scope)?.get(userId);
    if (!entry) return;
    entry.connections -= 1;
    const untilMs = at.graceMs > 0 ? at.nowMs + at.graceMs : 0;
    entry.graceUntilMs = Math.max(entry.graceUntilMs, untilMs, this.holdUntilMs);
    if (entry.connections > 0) return;
    if (entry.graceUntilMs <= at.nowMs) this.remove(scope, userId);
    else this.waiting.set(userId, (this.waiting.get(userId) ?? new Map()).set(scope, entry));
  }

  /**
   * Takes the user out of the scope at once, whatever connections say. Who is online nowhere is in
   * no room either: what grace is left there ends.
   */
  remove(scope: string, userId: string): void {
    const users = this.scopes.get(scope);
    const entry = users?.get(userId);
    if (!users || !entry) return;
    const key = `${scope}/${userId}`;
    users.delete(userId);
    this.waitNoMore(scope, userId);
    this.unannounced.delete(key);
    if (users.size === 0) this.scopes.delete(scope);
    this.listener.counted(scope, users.size);
    if (entry.announced) this.listener.announce({ kind: 'offline', scope, userId });
    if (scope !== EVERYWHERE) return;
    for (const room of this.waiting.get(userId)?.keys() ?? []) this.remove(room, userId);
  }

  /** Announces whatever time has brought. */
  sweep(nowMs: number): void {
    for (const [userId, scopes] of this.waiting) {
      for (const [scope, { graceUntilMs }] of scopes) if (graceUntilMs <= nowMs) this.remove(scope, userId);
    }
    if (nowMs < this.holdUntilMs) return;
    for (const [key, { scope, userId }] of this.unannounced) {
      this.unannounced.delete(key);
      const entry = this.scopes.get(scope)?.get(userId);
      if (!entry) continue;
      entry.announced = true;
      this.listener.announce({ kind: 'online', scope, userId });
    }
    for (const scope of this.adopted) this.listener.announce({ kind: 'recounted', scope });
    this.adopted.clear();
  }

  private waitNoMore(scope: string, userId: string): void {
    const scopes = this.waiting.get(userId);
    if (scopes?.delete(scope) && scopes.size === 0) this.waiting.delete(userId);
  }

  has(scope: string, userId: string): boolean {
    return this.scopes.get(scope)?.has(userId) ?? false;
  }

  count(scope: string): number {
    return this.scopes.get(scope)?.size ?? 0;
  }

  /** Users in the scope, longest there first. */
  *users(scope: string): Iterable<string> {
    yield* this.scopes.get(scope)?.keys() ?? [];
  }
}
