import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { Opens } from '../graphql/cost.ts';
import { Cursor } from '../graphql/cursor.scalar.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';

export const ResetReason = { TOO_FAR_BEHIND: 'TOO_FAR_BEHIND', EPOCH_CHANGED: 'EPOCH_CHANGED' } as const;
export type ResetReason = keyof typeof ResetReason;
registerEnumType(ResetReason, {
  name: 'ResetReason',
  description: 'Why a subscription cannot go on from where it was.',
  valuesConfig: {
    TOO_FAR_BEHIND: {
      description: 'More was missed than is sent again: 10,000 events, unless the server is set otherwise.',
    },
    EPOCH_CHANGED: { description: 'The store was restored or replaced: its positions are not those of the cursor.' },
  },
});

export const CloseReason = { DELETED: 'DELETED', KICKED: 'KICKED', BANNED: 'BANNED', LEFT: 'LEFT' } as const;
export type CloseReason = keyof typeof CloseReason;
registerEnumType(CloseReason, {
  name: 'CloseReason',
  description: 'Why the viewer may not read the room any longer.',
  valuesConfig: {
    DELETED: { description: 'The room is gone.' },
    KICKED: { description: 'A public room can be joined again.' },
    BANNED: { description: 'The viewer stays out until the ban is lifted.' },
    LEFT: { description: 'The viewer left, or the room turned private and they are no member.' },
  },
});

/** Where an event lies: what every event type begins with. */
export interface EventHead {
  cursor: string;
  at: number;
}

@InterfaceType({ description: 'What happens in a room, and in its timeline.' })
export abstract class RoomEvent {
  @Field(() => Cursor, {
    description: 'To resume behind this event: hand it back as `after`. Ephemeral events repeat the last durable one.',
  })
  readonly cursor: string;

  @Field(() => DateTime, { description: 'When it happened, by the clock of the server.' })
  readonly at: number;

  constructor({ cursor, at }: EventHead) {
    this.cursor = cursor;
    this.at = at;
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: 'What the client holds cannot be continued; a RoomOpened with messages follows.',
})
@Opens()
export class RoomReset extends RoomEvent {
  @Field(() => ResetReason, { description: 'Why it cannot be continued.' })
  readonly resetReason: ResetReason;

  @Field(() => ResetReason, { description: 'As `resetReason`.', deprecationReason: 'Use `resetReason`.' })
  readonly reason: ResetReason;

  constructor(head: EventHead, reason: ResetReason) {
    super(head);
    this.resetReason = reason;
    this.reason = reason;
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: 'The room was deleted, or the viewer may no longer read it. The last event: the subscription completes.',
})
@Opens()
export class RoomClosed extends RoomEvent {
  @Field(() => CloseReason, { description: 'What happened to the room, or to the viewer in it.' })
  readonly closeReason: CloseReason;

  @Field(() => CloseReason, { description: 'As `closeReason`.', deprecationReason: 'Use `closeReason`.' })
  readonly reason: CloseReason;

  constructor(head: EventHead, reason: CloseReason) {
    super(head);
    this.closeReason = reason;
    this.reason = reason;
  }
}
