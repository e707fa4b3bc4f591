import { noSuchAnswered } from '../../domain/held-message.ts';
import { parseMessageId } from '../../domain/timeline-id.ts';

/**
 * Seq of the message that a new one answers. BAD_USER_INPUT naming `replyTo` for one of another
 * timeline.
 */
export function answeredSeq(timelineId: string, replyToId: string | undefined): number | undefined {
  if (replyToId === undefined) return undefined;
  const key = parseMessageId(replyToId);
  if (key?.timelineId !== timelineId) throw noSuchAnswered();
  return key.seq;
}
