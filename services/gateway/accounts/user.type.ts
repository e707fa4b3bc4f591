import { ServerRole as RoleCode, type User as UserRecord } from '@confab/proto/auth/v1/auth_pb';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { Node } from '../graphql/node.type.ts';
import { SameFor } from '../graphql/same-for.ts';

export const ServerRole = { ADMIN: 'ADMIN', MEMBER: 'MEMBER' } as const;
export type ServerRole = keyof typeof ServerRole;
registerEnumType(ServerRole, {
  name: 'ServerRole',
  description: 'What a user is on the whole server; roles in rooms are apart.',
  valuesConfig: {
    ADMIN: {
      description:
        'Manages accounts and the event log, and stands above the owners of every room; to post there, they join.',
    },
    MEMBER: { description: 'Everybody else.' },
  },
});

export const UserOrder = { NAME: 'NAME', NEWEST: 'NEWEST' } as const;
export type UserOrder = keyof typeof UserOrder;
registerEnumType(UserOrder, {
  name: 'UserOrder',
  description: 'What a list of users is ordered by.',
  valuesConfig: {
    NAME: { description: 'The username, letter case aside.' },
    NEWEST: { description: 'Who registered last comes first.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Who has, or had, an account.' })
@SameFor('everybody')
export class User extends Node {
  override readonly id: string;

  @Field(() => String, { description: 'Unique in any letter case, and never changes.' })
  readonly username: string;

  @Field(() => String, {
    description: 'How people see them; need not be unique. Their username once the account is closed.',
  })
  readonly displayName: string;

  @Field(() => ServerRole, { description: 'What they may do on the whole server; roles in rooms are apart.' })
  readonly role: ServerRole;

  @Field(() => DateTime, { description: 'When they registered.' })
  readonly createdAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the account was closed for good; what its owner has written stays. Null while it is open.',
  })
  readonly deletedAt: number | undefined;

  constructor(user: UserRecord) {
    super();
    this.id = user.id;
    this.username = user.username;
    this.displayName = user.displayName;
    this.role = user.role === RoleCode.ADMIN ? 'ADMIN' : 'MEMBER';
    this.createdAt = user.createdAtMs;
    this.deletedAt = user.deletedAtMs;
  }
}
