import { Field, InputType } from 'type-graphql';
import { ServerRole } from './user.type.ts';

@InputType()
export class SetServerRoleInput {
  @Field(() => String)
  username!: string;

  @Field(() => ServerRole)
  role!: ServerRole;
}

@InputType()
export class BanUserInput {
  @Field(() => String)
  username!: string;

  @Field(() => String, { nullable: true, description: 'The user is told it when they try to sign in.' })
  reason?: string | null;
}

@InputType()
export class UserInput {
  @Field(() => String)
  username!: string;
}

@InputType()
export class UpdateUserInput {
  @Field(() => String)
  username!: string;

  @Field(() => String)
  displayName!: string;
}
