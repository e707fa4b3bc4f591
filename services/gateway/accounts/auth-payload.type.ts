import { Field, Int, ObjectType } from 'type-graphql';
import { User } from './user.type.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Times in seconds. The refresh token is also set as an httpOnly cookie.',
})
export class AuthPayload {
  @Field(() => String)
  readonly accessToken!: string;

  @Field(() => Int)
  readonly expiresIn!: number;

  @Field(() => String)
  readonly refreshToken!: string;

  @Field(() => User)
  readonly user!: User;
}
