import { EVERYWHERE, Roster, type RosterListener } from './roster.ts';

export interface PresenceTimes {
  /**
   * A gateway that did not beat for so long is gone, and its connections with it. Also the settling
   * time after a start.
   */
  leaseMs: number;
  /** How long a connection that broke off still counts. */
  graceMs: number;
}

export interface Connection {
  id: string;
  userId: string;
  /** Rooms open on it: the whole list. */
  roomIds: readonly string[];
}

export interface Beat {
  gatewayId: string;
  /** `connections` holds every connection of the gateway, else only new and changed ones. */
  full: boolean;
  connections: readonly Connection[];
  closed: readonly { id: string; graceful: boolean }[];
  /** The gateway ends; its connections break off. */
  leaving: boolean;
}

interface OpenConnection {
  userId: string;
  roomIds: Set<string>;
}

interface Lease {
  expiresAtMs: number;
  /** Until then, what the gateway sends is what it held before this process started. */
  adoptingUntilMs: number;
  connections: Map<string, OpenConnection>;
}

/** A gateway asked for everything may send it in several beats, one right behind the other. */
const ADOPTING_MS = 2_000;

/**
 * Leases of gateways, and from them who is online where. Nothing is stored: after a restart the
 * memory is empty and gateways that beat are asked to send everything. For the settling time of one
 * lease what they send in answer is adopted silently, because everybody knows these users as
 * online; and as soon as one gateway had to be asked, arrivals and departures wait for the end of
 * that time, because the same user may be online through a gateway not heard of yet. Times are
 * monotonic milliseconds, passed in.
 */
export class Presence {
  readonly roster: Roster;
  private readonly leases = new Map<string, Lease>();
  private readonly byUser = new Map<string, Set<OpenConnection>>();
  private readonly asked = new Set<string>();
  private readonly times: PresenceTimes;
  private readonly settledAtMs: number;

  constructor(options: { times: PresenceTimes; nowMs: number; listener: RosterListener }) {
    this.times = options.times;
    this.settledAtMs = options.nowMs + options.times.leaseMs;
    this.roster = new Roster(options.listener);
  }

  /**
   * Renews the gateway's lease and applies its changes, arrivals first, so that a move between
   * connections shows no gap.
   */
  beat(beat: Beat, nowMs: number): { resend: boolean } {
    this.sweep(nowMs);
    const { gatewayId } = beat;
    if (beat.leaving) {
      this.end(gatewayId, { nowMs, graceMs: this.times.graceMs });
      return { resend: false };
    }
    const settling = nowMs < this.settledAtMs;
    let lease = this.leases.get(gatewayId);
    if (!lease) {
      if (!beat.full) {
        this.asked.add(gatewayId);
        if (settling) this.roster.hold(this.settledAtMs);
        return { resend: true };
      }
      const adopting = this.asked.delete(gatewayId) && settling;
      lease = { expiresAtMs: 0, adoptingUntilMs: adopting ? nowMs + ADOPTING_MS : 0, connections: new Map() };
      this.leases.set(gatewayId, lease);
    }
    lease.expiresAtMs = nowMs + this.times.leaseMs;
    const adopted = nowMs < lease.adoptingUntilMs;
    for (const connection of beat.connections) this.open(lease, connection, { nowMs, adopted });
    for (const { id, graceful } of beat.closed) {
      this.close(lease, id, { nowMs, graceMs: graceful ? 0 : this.times.graceMs });
    }
    if (beat.full) this.closeUnlisted(lease, beat, nowMs);
    return { resend: false };
  }

  /** Ends leases that ran out, without grace, and announces what time has brought. */
  sweep(nowMs: number): void {
    for (const [gatewayId, lease] of this.leases) {
      if (lease.expiresAtMs <= nowMs) this.end(gatewayId, { nowMs, graceMs: 0 });
    }
    if (nowMs >= this.settledAtMs) this.asked.clear();
    this.roster.sweep(nowMs);
  }

  /** The user may not read the room any more: gone from it at once, on all connections. */
  evict(roomId: string, userId: string): void {
    for (const connection of this.byUser.get(userId) ?? []) connection.roomIds.delete(roomId);
    this.roster.remove(roomId, userId);
  }

  private open(lease: Lease, { id, userId, roomIds }: Connection, at: { nowMs: number; adopted: boolean }): void {
    let connection = lease.connections.get(id);
    if (!connection) {
      connection = { userId, roomIds: new Set() };
      lease.connections.set(id, connection);
      this.connectionsOf(userId).add(connection);
      this.roster.arrive(EVERYWHERE, userId, at);
    }
    const wanted = new Set(roomIds);
    for (const roomId of wanted) {
      if (connection.roomIds.has(roomId)) continue;
      connection.roomIds.add(roomId);
      this.roster.arrive(roomId, connection.userId, at);
    }
    for (const roomId of connection.roomIds) {
      if (wanted.has(roomId)) continue;
      connection.roomIds.delete(roomId);
      this.roster.depart(roomId, connection.userId, { nowMs: at.nowMs, graceMs: this.times.graceMs });
    }
  }

  private close(lease: Lease, id: string, at: { nowMs: number; graceMs: number }): void {
    const connection = lease.connections.get(id);
    if (!connection) return;
    lease.connections.delete(id);
    const { userId, roomIds } = connection;
    const others = this.connectionsOf(userId);
    others.delete(connection);
    if (others.size === 0) this.byUser.delete(userId);
    for (const roomId of roomIds) this.roster.depart(roomId, userId, at);
    this.roster.depart(EVERYWHERE, userId, at);
  }

  private closeUnlisted(lease: Lease, beat: Beat, nowMs: number): void {
    const listed = new Set(beat.connections.map(({ id }) => id));
    for (const id of lease.connections.keys()) {
      if (!listed.has(id)) this.close(lease, id, { nowMs, graceMs: this.times.graceMs });
    }
  }

  private end(gatewayId: string, at: { nowMs: number; graceMs: number }): void {
    const lease = this.leases.get(gatewayId);
    if (!lease) return;
    this.leases.delete(gatewayId);
    for (const id of lease.connections.keys()) this.close(lease, id, at);
  }

  private connectionsOf(userId: string): Set<OpenConnection> {
    const connections = this.byUser.get(userId) ?? new Set<OpenConnection>();
    this.byUser.set(userId, connections);
    return connections;
  }
}
