import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { type EventHead, RoomEvent } from './room-event.type.ts';

export const LeaveReason = { LEFT: 'LEFT', KICKED: 'KICKED', BANNED: 'BANNED' } as const;
export type LeaveReason = keyof typeof LeaveReason;
registerEnumType(LeaveReason, {
  name: 'LeaveReason',
  description: 'Why somebody is no member any more.',
  valuesConfig: {
    LEFT: { description: 'They went themselves.' },
    KICKED: { description: 'They may join again where the room lets them.' },
    BANNED: { description: 'They stay out until the ban is lifted.' },
  },
});

@ObjectType({ implements: RoomEvent, simpleResolvers: true, description: 'A user became a member.' })
@SameFor('everybody')
export class MemberJoined extends RoomEvent {
  readonly userId: string;

  constructor(head: EventHead, userId: string) {
    super(head);
    this.userId = userId;
  }

  @Field(() => User, { description: 'Who joined.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: 'A user is no member any more; a ban is told even of who was none.',
})
@SameFor('everybody')
export class MemberLeft extends RoomEvent {
  @Field(() => LeaveReason, { description: 'Whether they went themselves.' })
  readonly leaveReason: LeaveReason;

  @Field(() => LeaveReason, { description: 'As `leaveReason`.', deprecationReason: 'Use `leaveReason`.' })
  readonly reason: LeaveReason;

  readonly userId: string;
  readonly byId: string | undefined;

  constructor(head: EventHead, left: { userId: string; reason: LeaveReason; byId: string | undefined }) {
    super(head);
    this.leaveReason = left.reason;
    this.reason = left.reason;
    this.userId = left.userId;
    this.byId = left.byId;
  }

  @Field(() => User, { description: 'Who left or was removed.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }

  @Field(() => User, { nullable: true, description: 'Who removed the member; null where the member left.' })
  @SameFor('everybody')
  @Cost(1)
  removedBy(@Ctx() context: GatewayContext) {
    return this.byId ? context.useOpenly(createUserLoader)(this.byId) : null;
  }

  @Field(() => User, {
    nullable: true,
    description: 'As `removedBy`.',
    deprecationReason: 'Use `removedBy`.',
  })
  @SameFor('everybody')
  @Cost(1)
  by(@Ctx() context: GatewayContext) {
    return this.removedBy(context);
  }
}
