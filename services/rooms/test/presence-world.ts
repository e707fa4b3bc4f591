import { type Beat, Presence } from '../domain/presence/presence.ts';
import { type Announcement, EVERYWHERE, type RosterListener } from '../domain/presence/roster.ts';

export const TIMES = { leaseMs: 14_500, graceMs: 5_000 };

interface Open {
  gatewayId: string;
  id: string;
  userId: string;
  roomIds: readonly string[];
}

/**
 * Gateways as they behave, next to a plain model of who is online: somebody with an open connection
 * at a gateway that beats, or with one that broke off less than the grace ago; nobody is in a room
 * who is online nowhere. `seen` is what a client knows who hears every announcement.
 */
export class PresenceWorld {
  nowMs = 0;
  presence: Presence;
  readonly announced: Announcement[] = [];
  readonly seen = new Set<string>();
  /** Announcements that told somebody what they knew. */
  readonly repeated: Announcement[] = [];
  /** `scope/user` of connections that ended since the last restart. */
  readonly ended = new Set<string>();
  private open: Open[] = [];
  private graces: { key: string; untilMs: number }[] = [];
  private readonly leases = new Map<string, number>();

  constructor() {
    this.presence = this.start();
  }

  /** Rooms service dies and comes back with empty memory; clients keep what they know. */
  restart(): void {
    this.ended.clear();
    this.presence = this.start();
  }

  beat(gatewayId: string, change: Partial<Omit<Beat, 'gatewayId'>> = {}): void {
    const beat = { gatewayId, full: false, connections: [], closed: [], leaving: false, ...change };
    if (!this.presence.beat(beat, this.nowMs).resend) return;
    const connections = this.connections(gatewayId);
    this.presence.beat({ ...beat, full: true, connections, closed: [] }, this.nowMs);
  }

  connect(gatewayId: string, id: string, userId: string, ...roomIds: string[]): void {
    this.introduce(gatewayId);
    const before = this.drop(gatewayId, id);
    const left = before?.roomIds.filter((roomId) => !roomIds.includes(roomId)) ?? [];
    this.grace(left.map((roomId) => `${roomId}/${userId}`));
    this.open.push({ gatewayId, id, userId, roomIds });
    this.renew(gatewayId);
    this.beat(gatewayId, { connections: [{ id, userId, roomIds }] });
  }

  close(gatewayId: string, id: string, graceful: boolean): void {
    this.introduce(gatewayId);
    const gone = this.drop(gatewayId, id);
    this.renew(gatewayId);
    if (gone && !graceful) this.grace(keysOf(gone));
    this.endGraces();
    this.beat(gatewayId, { closed: [{ id, graceful }] });
  }

  leave(gatewayId: string): void {
    for (const connection of this.connections(gatewayId)) {
      this.drop(gatewayId, connection.id);
      this.grace(keysOf(connection));
    }
    this.leases.delete(gatewayId);
    this.beat(gatewayId, { leaving: true });
  }

  /**
   * Time passes. Gateways that do not `renew` meanwhile are dead, and their connections with them.
   */
  advance(byMs: number): void {
    this.nowMs += byMs;
    for (const [gatewayId, untilMs] of this.leases) {
      if (untilMs > this.nowMs) continue;
      this.leases.delete(gatewayId);
      for (const connection of this.connections(gatewayId)) this.drop(gatewayId, connection.id);
    }
    this.graces = this.graces.filter(({ untilMs }) => untilMs > this.nowMs);
    this.endGraces();
    this.presence.sweep(this.nowMs);
  }

  renew(gatewayId: string): void {
    this.leases.set(gatewayId, this.nowMs + TIMES.leaseMs);
  }

  living(): string[] {
    return [...this.leases.keys()];
  }

  /** `scope/user` of everybody online by the model. */
  expected(): string[] {
    return [...new Set([...this.graces.map(({ key }) => key), ...this.open.flatMap(keysOf)])].sort();
  }

  actual(scopes: readonly string[]): string[] {
    return [EVERYWHERE, ...scopes]
      .flatMap((scope) => [...this.presence.roster.users(scope)].map((userId) => `${scope}/${userId}`))
      .sort();
  }

  /** The first beat of a run is a full one. */
  private introduce(gatewayId: string): void {
    if (!this.leases.has(gatewayId)) this.beat(gatewayId, { full: true });
  }

  private connections(gatewayId: string): Open[] {
    return this.open.filter((connection) => connection.gatewayId === gatewayId);
  }

  private drop(gatewayId: string, id: string): Open | undefined {
    const gone = this.open.find((connection) => connection.gatewayId === gatewayId && connection.id === id);
    this.open = this.open.filter((connection) => connection !== gone);
    for (const key of gone ? keysOf(gone) : []) this.ended.add(key);
    return gone;
  }

  private grace(keys: readonly string[]): void {
    for (const key of keys) this.graces.push({ key, untilMs: this.nowMs + TIMES.graceMs });
  }

  /** Of those who are online nowhere. */
  private endGraces(): void {
    const online = new Set(this.expected());
    this.graces = this.graces.filter(({ key }) => online.has(EVERYWHERE + key.slice(key.indexOf('/'))));
  }

  private start(): Presence {
    const listener: RosterListener = { counted: () => {}, announce: (announcement) => this.hear(announcement) };
    return new Presence({ times: TIMES, nowMs: this.nowMs, listener });
  }

  private hear(announcement: Announcement): void {
    this.announced.push(announcement);
    if (announcement.kind === 'recounted') return;
    const key = `${announcement.scope}/${announcement.userId}`;
    const online = announcement.kind === 'online';
    if (this.seen.has(key) === online) this.repeated.push(announcement);
    if (online) this.seen.add(key);
    else this.seen.delete(key);
  }
}

function keysOf({ userId, roomIds }: Open): string[] {
  return [EVERYWHERE, ...roomIds].map((scope) => `${scope}/${userId}`);
}
