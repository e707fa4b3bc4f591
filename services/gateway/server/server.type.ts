import { SignInKind as KindCode, RegistrationPolicy as PolicyCode } from '@confab/proto/auth/v1/auth_pb';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export const RegistrationPolicy = { OPEN: 'OPEN', INVITATION: 'INVITATION', CLOSED: 'CLOSED' } as const;
export type RegistrationPolicy = keyof typeof RegistrationPolicy;
registerEnumType(RegistrationPolicy, {
  name: 'RegistrationPolicy',
  description: 'Who can make an account.',
  valuesConfig: {
    OPEN: { description: 'Everybody.' },
    INVITATION: { description: 'Who has a link of an administrator: `RegisterInput.invitation`.' },
    CLOSED: { description: 'Nobody: `register` answers FORBIDDEN.' },
  },
});

export const SignInKind = { PASSWORD: 'PASSWORD', PASSKEY: 'PASSKEY', PROVIDER: 'PROVIDER' } as const;
export type SignInKind = keyof typeof SignInKind;
registerEnumType(SignInKind, {
  name: 'SignInKind',
  description: 'What somebody signs in with.',
  valuesConfig: {
    PASSWORD: { description: 'Username and password, by `login`.' },
    PASSKEY: { description: 'A key that a device holds.' },
    PROVIDER: { description: 'An account elsewhere.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A way to sign in.' })
export class SignInMethod {
  @Field(() => ID, { description: 'Stays the same as long as the method is there.' })
  readonly id!: string;

  @Field(() => SignInKind, { description: 'What it takes; later versions may have more kinds.' })
  readonly kind!: SignInKind;

  @Field(() => String, { description: 'As people read it, in English.' })
  readonly label!: string;

  @Field(() => String, { nullable: true, description: 'Where the browser goes to start; null where the form does it.' })
  readonly startUrl!: string | undefined;
}

@ObjectType({ simpleResolvers: true, description: 'This server, as everybody may know it.' })
export class Server {
  @Field(() => String, { description: '`CONFAB_NAME`, or Confab.' })
  readonly name!: string;

  @Field(() => String, { description: 'Of the program, such as 1.2.3.' })
  readonly version!: string;

  @Field(() => RegistrationPolicy, {
    description: 'Who makes accounts. The first one of a server that is not OPEN takes the link that its start prints.',
  })
  readonly registration!: RegistrationPolicy;

  @Field(() => [SignInMethod], { description: 'The ways to sign in, as a form lists them.' })
  readonly signInMethods!: SignInMethod[];

  @Field(() => [String], {
    description:
      'What this server can do beyond the first API, such as `threads`. Names that a client does not know do not concern it.',
  })
  readonly features!: readonly string[];
}

const POLICIES: Readonly<Record<number, RegistrationPolicy>> = {
  [PolicyCode.OPEN]: 'OPEN',
  [PolicyCode.INVITATION]: 'INVITATION',
};

/** A policy that this version does not know lets nobody in. */
export function toPolicy(code: PolicyCode): RegistrationPolicy {
  return POLICIES[code] ?? 'CLOSED';
}

const KINDS: Readonly<Record<number, SignInKind>> = {
  [KindCode.PASSWORD]: 'PASSWORD',
  [KindCode.PASSKEY]: 'PASSKEY',
  [KindCode.PROVIDER]: 'PROVIDER',
};

/** Undefined for a kind that this version does not know. */
export function toKind(code: KindCode): SignInKind | undefined {
  return KINDS[code];
}
