import type { InvitationEnded as EndRecord, InvitedToRoom as InvitationRecord } from '@confab/proto/live/v1/live_pb';
import { Ctx, Field, ObjectType } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { invitingRoom } from '../rooms/inviting-room.ts';
import { Room } from '../rooms/room.type.ts';
import type { EventHead } from '../rooms/room-event.type.ts';
import { InboxEvent } from './inbox-event.type.ts';

@ObjectType({ implements: InboxEvent, simpleResolvers: true, description: 'Somebody invited the viewer into a room.' })
export class InvitedToRoom extends InboxEvent {
  readonly byId: string;
  readonly record: InvitationRecord;

  constructor(head: EventHead, record: InvitationRecord) {
    super(head);
    this.byId = record.byId;
    this.record = record;
  }

  @Field(() => Room, {
    description:
      'Where the viewer may join from now on. Once they may not know of it any more, only its id, name and time of creation are told.',
  })
  @SameFor('viewer')
  @Cost(2)
  room(@Ctx() context: GatewayContext) {
    return invitingRoom(this.record, context);
  }

  @Field(() => User, { description: 'Who invited.' })
  @SameFor('viewer')
  @Cost(1)
  by(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.byId);
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description:
    'An invitation was declined, withdrawn, or led to a membership, on any device; or the viewer was banned from the room, or it was archived or deleted.',
})
export class InvitationEnded extends InboxEvent {
  readonly record: EndRecord;

  constructor(head: EventHead, record: EndRecord) {
    super(head);
    this.record = record;
  }

  @Field(() => Room, {
    description:
      'What the invitation was for. Of a room that the viewer may not know of any more only its id, name and time of creation are told; the rest is that of an empty private room.',
  })
  @SameFor('viewer')
  @Cost(2)
  room(@Ctx() context: GatewayContext) {
    return invitingRoom(this.record, context);
  }
}
