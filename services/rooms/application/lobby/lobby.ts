import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { foldName } from '@confab/runtime/kernel/names/name';
import { foldForSearch } from '@confab/text/search-words';
import type { PostingPolicy, RoomEvent, RoomVisibility } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';
import { ROOMS, type RoomDoc } from '../projections/rooms.ts';
import { COMPARE, type LobbyOrder, type LobbyPosition } from './order.ts';
import { SortedList } from './sorted-list.ts';

export interface LobbyRoom extends LobbyPosition {
  id: string;
  name: string;
  /** What people see: the name, where the room has nothing else. */
  displayName: string;
  /** What it is found by: the name and what people see, folded. */
  searched: string;
  topic: string | null;
  visibility: RoomVisibility;
  posting: PostingPolicy;
  memberCount: number;
  createdAtMs: number;
  /** Both null while the room is in use. */
  archivedAtMs: number | null;
  archivedBy: string | null;
  /** Of the newest event that it shows. */
  seq: number;
}

const LOAD_PAGE = 1_000;

/**
 * All living rooms in memory (some 0.5 KB each), in three orders at once, so that a page of any
 * order is read without sorting and without the disk. Loaded from the projection at the start and
 * kept current by committed events, presence and activity. Events that it shows already change
 * nothing.
 */
export class Lobby {
  private readonly byId = new Map<string, LobbyRoom>();
  private readonly orders: Readonly<Record<LobbyOrder, SortedList<LobbyPosition, LobbyRoom>>> = {
    online: new SortedList(COMPARE.online),
    activity: new SortedList(COMPARE.activity),
    name: new SortedList(COMPARE.name),
  };

  /**
   * At the start, and again after events were missed: rooms are shown as the projection has them,
   * unless newer events are known.
   */
  async load(reader: ProjectionReader): Promise<void> {
    const before = new Map([...this.byId].map(([id, { seq }]) => [id, seq]));
    for (let last: string | undefined; ; ) {
      const greaterThan = last === undefined ? {} : { greaterThan: last };
      const docs = await reader.find<RoomDoc>(ROOMS, { index: 'byName', equal: [], ...greaterThan, limit: LOAD_PAGE });
      for (const doc of docs) {
        before.delete(doc.id);
        this.addDoc(doc);
      }
      last = docs.at(-1)?.folded;
      if (docs.length < LOAD_PAGE) break;
    }
    for (const [id, seq] of before) {
      const room = this.byId.get(id);
      if (room?.seq === seq) this.remove(room);
    }
  }

  get(roomId: string): LobbyRoom | undefined {
    return this.byId.get(roomId);
  }

  ids(): string[] {
    return [...this.byId.keys()];
  }

  /** Rooms in order, behind a position if one is given. */
  list(order: LobbyOrder, after?: LobbyPosition): Iterable<LobbyRoom> {
    return this.orders[order].after(after);
  }

  /** As `list`, of the rooms with these ids. */
  listAmong(ids: Iterable<string>, order: LobbyOrder, after?: LobbyPosition): LobbyRoom[] {
    const compare = COMPARE[order];
    const rooms = [...ids].flatMap((id) => this.byId.get(id) ?? []);
    return rooms.filter((room) => after === undefined || compare(room, after) > 0).sort(compare);
  }

  get size(): number {
    return this.byId.size;
  }

  apply(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const id = roomIdOf(event.stream);
      if (id === undefined || event.seq <= (this.byId.get(id)?.seq ?? 0)) continue;
      this.evolve(id, event as unknown as RoomEvent, event);
    }
  }

  /**
   * Shows a room as it was just read, with all that is known up to `seq` at least; undefined: there
   * is none. What is newer here stays.
   */
  learn(roomId: string, doc: RoomDoc | undefined, seq: number): void {
    const room = this.byId.get(roomId);
    if (room && room.seq >= seq) return;
    if (doc?.folded !== undefined) this.addDoc({ ...doc, seq: Math.max(doc.seq, seq) });
    else if (room) this.remove(room);
  }

  setOnline(roomId: string, onlineCount: number): void {
    this.move(roomId, ['online'], { onlineCount });
  }

  /** Activity never goes back. */
  reportActivity(roomId: string, activityAtMs: number): void {
    const room = this.byId.get(roomId);
    if (room && activityAtMs > room.activityAtMs) this.move(roomId, ['online', 'activity'], { activityAtMs });
  }

  private evolve(id: string, event: RoomEvent, { atMs, seq }: Pick<StoredEvent, 'atMs' | 'seq'>): void {
    const room = this.byId.get(id);
    if (room) room.seq = seq;
    if (event.type === 'RoomCreated') {
      const { name, displayName, topic, visibility, posting } = event.data;
      this.add({
        id,
        name,
        folded: foldName(name),
        ...shownAs(name, displayName),
        topic,
        visibility,
        posting,
        memberCount: 1,
        createdAtMs: atMs,
        archivedAtMs: null,
        archivedBy: null,
        seq,
      });
    } else if (room && event.type === 'RoomUpdated') {
      const { displayName, ...rest } = event.data;
      Object.assign(room, rest, displayName !== undefined && shownAs(room.name, displayName));
    } else if (room && event.type === 'RoomArchived')
      Object.assign(room, { archivedAtMs: atMs, archivedBy: event.data.by });
    else if (room && event.type === 'RoomRestored') Object.assign(room, { archivedAtMs: null, archivedBy: null });
    else if (room && event.type === 'RoomDeleted') this.remove(room);
    else if (room && event.type === 'MemberJoined') room.memberCount += 1;
    else if (room && event.type === 'MemberLeft') room.memberCount -= 1;
    else if (room && event.type === 'MemberBanned' && event.data.wasMember) room.memberCount -= 1;
  }

  private addDoc({ folded, displayName, topic, archivedAtMs, archivedBy, ...doc }: RoomDoc): void {
    if (folded === undefined) return;
    const { id, name, visibility, posting, memberCount, createdAtMs, seq } = doc;
    const known = this.byId.get(id);
    if (known && known.seq >= seq) return;
    const shown = {
      ...{ id, name, folded, ...shownAs(name, displayName), topic: topic ?? null, visibility, posting },
      ...{ memberCount, createdAtMs, archivedAtMs: archivedAtMs ?? null, archivedBy: archivedBy ?? null, seq },
    };
    if (known) Object.assign(known, shown);
    else this.add(shown);
  }

  private add(properties: Omit<LobbyRoom, 'onlineCount' | 'activityAtMs'>): void {
    if (this.byId.has(properties.id)) return;
    const room = { ...properties, onlineCount: 0, activityAtMs: properties.createdAtMs };
    this.byId.set(room.id, room);
    for (const order of Object.values(this.orders)) order.insert(room);
  }

  private remove(room: LobbyRoom): void {
    this.byId.delete(room.id);
    for (const order of Object.values(this.orders)) order.remove(room);
  }

  private move(roomId: string, orders: readonly LobbyOrder[], standing: Partial<LobbyPosition>): void {
    const room = this.byId.get(roomId);
    if (!room) return;
    for (const order of orders) this.orders[order].remove(room);
    Object.assign(room, standing);
    for (const order of orders) this.orders[order].insert(room);
  }
}

function shownAs(name: string, displayName: string | null | undefined): Pick<LobbyRoom, 'displayName' | 'searched'> {
  if (!displayName) return { displayName: name, searched: foldForSearch(name) };
  return { displayName, searched: `${foldForSearch(name)}\n${foldForSearch(displayName)}` };
}
