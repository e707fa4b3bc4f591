import type { Session as SessionRecord } from '@confab/proto/auth/v1/auth_pb';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { Node } from '../graphql/node.type.ts';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A device that is signed in.' })
export class Session extends Node {
  override readonly id: string;

  @Field(() => Boolean, { description: 'The one this request is made in.' })
  readonly current: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The user agent that signed in, shortened; null where there was none, or it was not kept yet.',
  })
  readonly device: string | undefined;

  @Field(() => DateTime, { description: 'When it signed in.' })
  readonly createdAt: number;

  @Field(() => DateTime, { description: 'When it last asked for an access token.' })
  readonly lastUsedAt: number;

  constructor(session: SessionRecord) {
    super();
    this.id = session.id;
    this.current = session.current;
    this.device = session.device;
    this.createdAt = session.createdAtMs;
    this.lastUsedAt = session.refreshedAtMs;
  }
}
