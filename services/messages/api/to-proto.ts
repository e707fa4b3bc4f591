import type { Message as ProtoMessage } from '@confab/proto/live/v1/live_pb';
import type { Message } from '../domain/message.ts';
import { messageId, participantsOf } from '../domain/timeline-id.ts';

/**
 * A message for the wire. Built as a literal, which a proto3 message is: `create` costs several
 * times as much, and this runs once or more for every message that is posted.
 */
export function toProtoMessage(message: Message): ProtoMessage {
  const { timelineId, replyTo } = message;
  const participants = participantsOf(timelineId);
  return {
    $typeName: 'confab.live.v1.Message',
    id: messageId(message),
    timelineId,
    seq: message.seq,
    roomId: participants ? '' : timelineId,
    participantIds: participants ?? [],
    authorId: message.authorId,
    text: message.text,
    replyToId: replyTo === undefined ? undefined : messageId({ timelineId, seq: replyTo }),
    idempotencyKey: message.idempotencyKey,
    sentAtMs: message.sentAtMs,
    editedAtMs: message.editedAtMs,
    editedById: message.editedBy,
    deletedAtMs: message.deletedAtMs,
  };
}
