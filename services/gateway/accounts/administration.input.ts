import { Field, InputType } from 'type-graphql';
import { ServerRole } from './user.type.ts';

@InputType({ description: 'A user and the role that they are to have.' })
export class SetServerRoleInput {
  @Field(() => String, { description: 'In any letter case.' })
  username!: string;

  @Field(() => ServerRole, { description: 'What they are to be on the whole server.' })
  role!: ServerRole;
}

@InputType({ description: 'Whom to ban.' })
export class BanUserInput {
  @Field(() => String, { description: 'In any letter case.' })
  username!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The user is told it when they try to sign in. One line of at most 250 characters.',
  })
  reason?: string | undefined;
}

@InputType({ description: 'Which user is meant.' })
export class UserInput {
  @Field(() => String, { description: 'In any letter case.' })
  username!: string;
}

@InputType({ description: "What administrators change of somebody else's account." })
export class UpdateUserInput {
  @Field(() => String, { description: 'Whose account, in any letter case; it does not change.' })
  username!: string;

  @Field(() => String, { description: '1–64 characters, of which one is visible; what is not seen is taken out.' })
  displayName!: string;
}
