import { Field, Int, ObjectType } from 'type-graphql';
import { User } from './user.type.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'A session that was opened or goes on. The refresh token is also set as an httpOnly cookie.',
})
export class AuthPayload {
  @Field(() => String, { description: 'For `authorization: Bearer …`, over HTTP and in `connection_init`.' })
  readonly accessToken!: string;

  @Field(() => Int, { description: 'Seconds that the access token lives.' })
  readonly expiresIn!: number;

  @Field(() => String, { description: 'For the next `refreshSession`; a secret.' })
  readonly refreshToken!: string;

  @Field(() => User, { description: 'Who is signed in.' })
  readonly user!: User;
}
