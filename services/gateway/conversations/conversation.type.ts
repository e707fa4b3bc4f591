import { ObjectType } from 'type-graphql';
import { Node } from '../graphql/node.type.ts';

export interface ConversationSource {
  id: string;
  peerId: string;
  unreadCount?: number;
  lastReadSeq?: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A private conversation of two users, kept for both on every device.',
})
export class Conversation extends Node {
  override readonly id: string;
  readonly peerId: string;
  /** Absent: not asked for yet. */
  readonly unread: number | undefined;
  readonly lastRead: number | undefined;

  constructor(source: ConversationSource) {
    super();
    this.id = source.id;
    this.peerId = source.peerId;
    this.unread = source.unreadCount;
    this.lastRead = source.lastReadSeq;
  }
}

/** The other of two participants; with oneself, oneself. */
export function peerOf(participantIds: readonly string[], viewerId: string): string {
  return participantIds.find((id) => id !== viewerId) ?? viewerId;
}
