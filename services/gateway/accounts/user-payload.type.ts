import { Field, ObjectType } from 'type-graphql';
import { User } from './user.type.ts';

@ObjectType({ simpleResolvers: true, description: 'The user as the change left them.' })
export class UserPayload {
  @Field(() => User, { description: 'As the change left them.' })
  readonly user!: User;
}
