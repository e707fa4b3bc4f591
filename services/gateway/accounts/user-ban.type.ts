import type { Ban } from '@confab/proto/auth/v1/auth_pb';
import { Ctx, Field, ObjectType } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { createUserLoader } from './user.loader.ts';
import { User } from './user.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Keeps a user from signing in until it is lifted.' })
export class UserBan {
  @Field(() => DateTime, { description: 'When the user was banned.' })
  readonly at: number;

  @Field(() => String, { nullable: true, description: 'What the user is told; null where none was given.' })
  readonly reason: string | undefined;

  readonly byId: string;

  constructor({ atMs, reason, byId }: Ban) {
    this.at = atMs;
    this.reason = reason;
    this.byId = byId;
  }

  @Field(() => User, { nullable: true, description: 'The administrator.' })
  @SameFor('viewer')
  @Cost(1)
  by(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.byId);
  }
}
