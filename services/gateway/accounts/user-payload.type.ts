import { Field, ObjectType } from 'type-graphql';
import { User } from './user.type.ts';

@ObjectType({ simpleResolvers: true })
export class UserPayload {
  @Field(() => User)
  readonly user!: User;
}
