import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { createUserCache } from '../accounts/user.cache.ts';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { type EventHead, RoomEvent } from './room-event.type.ts';

interface Transition {
  userId: string;
  onlineCount: number;
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: 'A user has the room open from now on, on whichever device. Not stored.',
})
@SameFor('everybody')
export class UserOnline extends RoomEvent {
  @Field(() => Int, { description: 'Users online in the room then.' })
  readonly onlineCount: number;

  readonly userId: string;

  constructor(head: EventHead, { userId, onlineCount }: Transition) {
    super(head);
    this.userId = userId;
    this.onlineCount = onlineCount;
  }

  @Field(() => User, { description: 'Who opened the room.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description:
    'A user has the room open on no device any more; one whose connection broke off is online for some seconds more. Not stored.',
})
@SameFor('everybody')
export class UserOffline extends RoomEvent {
  @Field(() => Int, { description: 'Users online in the room then.' })
  readonly onlineCount: number;

  readonly userId: string;

  constructor(head: EventHead, { userId, onlineCount }: Transition) {
    super(head);
    this.userId = userId;
    this.onlineCount = onlineCount;
  }

  @Field(() => User, { description: 'Who has left it open nowhere.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description:
    'A member has another display name, wherever it is shown. Not stored: everything that is loaded later has it.',
})
@SameFor('everybody')
export class UserRenamed extends RoomEvent {
  readonly userId: string;

  constructor(head: EventHead, userId: string) {
    super(head);
    this.userId = userId;
  }

  @Field(() => User, { description: 'With the new name.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    // It may come before what makes this gateway forget the old name.
    context.app.keep(createUserCache).delete(this.userId);
    return context.useOpenly(createUserLoader)(this.userId);
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: 'With more than 500 online: at most one a second, instead of UserOnline and UserOffline.',
})
@SameFor('everybody')
export class OnlineCountChanged extends RoomEvent {
  @Field(() => Int, { description: 'Users online in the room then.' })
  readonly onlineCount: number;

  constructor(head: EventHead, onlineCount: number) {
    super(head);
    this.onlineCount = onlineCount;
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: 'Everybody typing in the room now. Not stored.',
})
@SameFor('everybody')
export class TypingChanged extends RoomEvent {
  readonly userIds: readonly string[];

  constructor(head: EventHead, userIds: readonly string[]) {
    super(head);
    this.userIds = userIds;
  }

  @Field(() => [User], { description: 'All of them: what was shown before is replaced.' })
  @SameFor('everybody')
  @Cost({ reads: 1, items: 5 })
  users(@Ctx() context: GatewayContext) {
    return Promise.all(this.userIds.map((id) => context.useOpenly(createUserLoader)(id)));
  }
}
