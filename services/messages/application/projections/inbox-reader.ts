import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Arrival } from '../../domain/mark-delivered.ts';

export interface ConversationDocument {
  timelineId: string;
  peerId: string;
  lastInboxSeq: number;
  lastActivityAtMs: number;
}

/**
 * Message up to which private messages of one user in one conversation arrived and were read; 0 for
 * none. READ implies arrived.
 */
export interface Delivery {
  deliveredSeq: number;
  readSeq: number;
}

/** 0 where nothing was read yet. */
export async function readMarker(projections: ProjectionReader, userId: string, timelineId: string): Promise<number> {
  const found = await projections.get<{ lastReadSeq: number }>('readMarkers', [userId, timelineId]);
  return found?.lastReadSeq ?? 0;
}

/** Of what `userId` sent. */
export async function readDelivery(
  projections: ProjectionReader,
  userId: string,
  timelineId: string,
): Promise<Delivery> {
  const [delivered, read] = await projections.getMany<{ messageSeq: number }>('deliveries', [
    [userId, timelineId, 'DELIVERED'],
    [userId, timelineId, 'READ'],
  ]);
  const readSeq = read?.messageSeq ?? 0;
  return { deliveredSeq: Math.max(delivered?.messageSeq ?? 0, readSeq), readSeq };
}

/** Position in the user's inbox up to which arrivals are reported. */
export async function readReportedSeq(projections: ProjectionReader, userId: string): Promise<number> {
  const found = await projections.get<{ inboxSeq: number }>('arrivalReports', [userId]);
  return found?.inboxSeq ?? 0;
}

/** Whether the user was told of an invitation into the room that has not ended. */
export async function isInvited(projections: ProjectionReader, userId: string, roomId: string): Promise<boolean> {
  return (await projections.get('invitations', [userId, roomId])) !== undefined;
}

/**
 * Private messages that came into the inbox between the two positions (`upTo` included), oldest
 * first.
 */
export function findArrivals(
  projections: ProjectionReader,
  userId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<Arrival[]> {
  const bounds = { greaterThan: after, lessThan: upTo + 1 };
  return projections.find<Arrival>('arrivals', { index: 'key', equal: [userId], ...bounds, limit });
}
