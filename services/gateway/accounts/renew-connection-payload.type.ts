import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';

@ObjectType({ simpleResolvers: true, description: 'A connection that goes on with another token.' })
export class RenewConnectionPayload {
  @Field(() => DateTime, {
    description: 'When the token expires: renew the connection again before that, or it closes with 4403.',
  })
  readonly expiresAt!: number;
}
