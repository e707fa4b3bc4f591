import { Field, InputType } from 'type-graphql';

@InputType({ description: 'The password that somebody chooses with a link.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The last segment of the address that `createPasswordReset` made.' })
  token!: string;

  @Field(() => String, { description: '8–256 characters.' })
  password!: string;
}
