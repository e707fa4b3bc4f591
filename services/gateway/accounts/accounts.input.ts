import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Who signs up. What breaks a rule is BAD_USER_INPUT that names the field.' })
export class RegisterInput {
  @Field(() => String, {
    description:
      '1–64 letters of one script, digits, `-` and `_`. ALREADY_EXISTS if it is taken, or looks like one that is; for good.',
  })
  username!: string;

  @Field(() => String, { description: '8–256 characters, nothing else is asked of it.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: '1–64 characters, of which one is visible; what is not seen is taken out. Without it the username.',
  })
  displayName?: string | undefined;

  @Field(() => String, {
    nullable: true,
    description:
      'The last segment of an address that `createInvitationLink` made; one into a room lets the new account join it. NOT_FOUND that names it where it does not work.',
  })
  invitation?: string | undefined;
}

@InputType({ description: 'The old password is asked for too, so that an open device is not enough.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password as it was until now.' })
  currentPassword!: string;

  @Field(() => String, { description: '8–256 characters.' })
  newPassword!: string;
}

@InputType({ description: 'What users change of themselves.' })
export class UpdateProfileInput {
  @Field(() => String, { description: '1–64 characters, of which one is visible; what is not seen is taken out.' })
  displayName!: string;
}

@InputType({ description: 'Which session is meant.' })
export class SessionInput {
  @Field(() => ID, { description: 'As in `sessions`.' })
  id!: string;
}

@InputType({ description: 'What an open connection goes on with.' })
export class RenewConnectionInput {
  @Field(() => String, { description: 'As `refreshSession` answers it, without `Bearer`.' })
  accessToken!: string;
}

@InputType({ description: 'Who signs in.' })
export class LoginInput {
  @Field(() => String, { description: 'In any letter case.' })
  username!: string;

  @Field(() => String, { description: "The account's password." })
  password!: string;
}
