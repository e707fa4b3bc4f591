import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../schema/date-time.scalar.ts';
import { User } from './user.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Keeps a user from signing in until it is lifted.' })
export class UserBan {
  @Field(() => DateTime, { description: 'When the user was banned.' })
  readonly at!: number;

  @Field(() => User, { nullable: true, description: 'The administrator.' })
  readonly by!: User | Promise<User>;

  @Field(() => String, { nullable: true, description: 'What the user is told; null where none was given.' })
  readonly reason!: string | undefined;
}
