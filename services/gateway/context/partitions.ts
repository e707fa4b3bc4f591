import { foldName } from '@confab/runtime/kernel/names/name';
import { partitionOf } from '@confab/runtime/network/lease/partition';
import { LRUCache } from 'lru-cache';

const REMEMBERED_ROOMS = 20_000;

/**
 * Which partition of the messages service a command belongs to. A hint and no more: a command without one, or with that of a room deleted since, is
 * executed by another replica, correctly and a little slower.
 */
export interface Partitions {
  /** Undefined for a room not seen before. */
  ofRoom(name: string): string | undefined;
  /** A message's id is that of its timeline, a dash, and its number there. */
  ofMessage(id: string): string | undefined;
  learn(roomName: string, timelineId: string): void;
}

export function createPartitions(): Partitions {
  const timelines = new LRUCache<string, string>({ max: REMEMBERED_ROOMS });
  return {
    ofRoom(name) {
      const timelineId = timelines.get(foldName(name));
      return timelineId === undefined ? undefined : partitionOf(timelineId);
    },
    ofMessage(id) {
      const end = id.lastIndexOf('-');
      return end <= 0 ? undefined : partitionOf(id.slice(0, end));
    },
    learn: (roomName, timelineId) => void timelines.set(foldName(roomName), timelineId),
  };
}
