import type { ReadMarkerMoved as ReadMarkerRecord } from '@confab/proto/live/v1/live_pb';
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { createReadStateLoader } from '../messages/message.loader.ts';
import { createRoomLoader } from '../rooms/room.loader.ts';
import { Room } from '../rooms/room.type.ts';
import type { EventHead } from '../rooms/room-event.type.ts';
import { Conversation } from './conversation.type.ts';
import { InboxEvent } from './inbox-event.type.ts';

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'The viewer read on another device, or marked as unread there: then the marker moved back.',
})
export class ReadMarkerMoved extends InboxEvent {
  @Field(() => Int, { description: 'Where the marker is now.' })
  readonly lastReadSeq: number;

  readonly record: ReadMarkerRecord;

  constructor(head: EventHead, record: ReadMarkerRecord) {
    super(head);
    this.lastReadSeq = record.lastReadSeq;
    this.record = record;
  }

  @Field(() => Room, {
    nullable: true,
    description: 'The room that was read; null where it was a private conversation.',
  })
  @SameFor('viewer')
  @Cost(2)
  async readRoom(@Ctx() context: GatewayContext) {
    const room = this.record.roomId ? await context.use(createRoomLoader).load(this.record.roomId) : undefined;
    return room && new Room(room, context.viewer.userId);
  }

  @Field(() => Room, { nullable: true, description: 'As `readRoom`.', deprecationReason: 'Use `readRoom`.' })
  @SameFor('viewer')
  @Cost(2)
  room(@Ctx() context: GatewayContext) {
    return this.readRoom(context);
  }

  @Field(() => Conversation, {
    nullable: true,
    description: 'The private conversation that was read; null where it was a room.',
  })
  @SameFor('viewer')
  @Cost(0)
  readConversation() {
    const { peerId, timelineId } = this.record;
    return peerId ? new Conversation({ id: timelineId, peerId }) : null;
  }

  @Field(() => Conversation, {
    nullable: true,
    description: 'As `readConversation`.',
    deprecationReason: 'Use `readConversation`.',
  })
  @SameFor('viewer')
  @Cost(0)
  conversation() {
    return this.readConversation();
  }

  @Field(() => Int, { description: 'Messages by others after the marker, at most 1,000.' })
  @SameFor('viewer')
  @Cost({ reads: 40, of: 'read state' })
  async unreadCount(@Ctx() context: GatewayContext) {
    return (await context.use(createReadStateLoader).load(this.record.timelineId))?.unreadCount ?? 0;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description:
    'Somebody whom the viewer has a conversation with, or the viewer, has another display name. Not stored: everything that is loaded later has it.',
})
export class PersonRenamed extends InboxEvent {
  readonly userId: string;

  constructor(head: EventHead, userId: string) {
    super(head);
    this.userId = userId;
  }

  @Field(() => User, { description: 'With the new name.' })
  @SameFor('viewer')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}
