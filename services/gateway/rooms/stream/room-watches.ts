import type { Feed } from '../../live/feed.ts';

/** Somebody who follows the rooms they are a member of. */
export interface Watch {
  readonly userId: string;
  readonly feed: Feed;
  /** Ids of their rooms. */
  readonly rooms: Set<string>;
  /** Ids of rooms to look at for them. */
  readonly changed: Set<string>;
  /** Of those, rooms that they are said to have joined. */
  readonly joined: Set<string>;
  /** Everything is to be read again. */
  outdated: boolean;
  stage: 'idle' | 'due' | 'looking';
  /** Monotonic time. */
  usedAt: number;
}

/** Who follows which rooms, found by user and by room. */
export class RoomWatches {
  readonly #byUser = new Map<string, Watch>();
  readonly #byRoom = new Map<string, Set<Watch>>();

  all(): Iterable<Watch> {
    return this.#byUser.values();
  }

  of(userId: string): Watch | undefined {
    return this.#byUser.get(userId);
  }

  /** Those whose rooms hold this one. */
  ofRoom(roomId: string): Iterable<Watch> {
    return this.#byRoom.get(roomId) ?? [];
  }

  begin(userId: string, feed: Feed): Watch {
    const lists = { rooms: new Set<string>(), changed: new Set<string>(), joined: new Set<string>() };
    const watch: Watch = { userId, feed, ...lists, outdated: false, stage: 'idle', usedAt: 0 };
    this.#byUser.set(userId, watch);
    return watch;
  }

  end(watch: Watch): void {
    for (const roomId of [...watch.rooms]) this.remove(watch, roomId);
    this.#byUser.delete(watch.userId);
    watch.feed.close();
  }

  add(watch: Watch, roomId: string): void {
    watch.rooms.add(roomId);
    const others = this.#byRoom.get(roomId);
    if (others) others.add(watch);
    else this.#byRoom.set(roomId, new Set([watch]));
  }

  /** Whether it was there. */
  remove(watch: Watch, roomId: string): boolean {
    const others = this.#byRoom.get(roomId);
    others?.delete(watch);
    if (others?.size === 0) this.#byRoom.delete(roomId);
    return watch.rooms.delete(roomId);
  }
}
