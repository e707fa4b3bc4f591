import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';

@ObjectType({ simpleResolvers: true, description: 'An address at which a user chooses a new password.' })
export class PasswordResetPayload {
  @Field(() => String, { description: 'A secret, told this one time: who has it takes the account over.' })
  readonly url!: string;

  @Field(() => DateTime, { description: 'It works once, and not after this.' })
  readonly expiresAt!: number;
}
