import { ServerRole as RoleCode, type User as UserRecord } from '@confab/proto/auth/v1/auth_pb';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../schema/date-time.scalar.ts';
import { Node } from '../schema/node.type.ts';

export const ServerRole = { ADMIN: 'ADMIN', MEMBER: 'MEMBER' } as const;
export type ServerRole = keyof typeof ServerRole;
registerEnumType(ServerRole, { name: 'ServerRole' });

export const UserOrder = { NAME: 'NAME', NEWEST: 'NEWEST' } as const;
export type UserOrder = keyof typeof UserOrder;
registerEnumType(UserOrder, { name: 'UserOrder' });

@ObjectType({ implements: Node, simpleResolvers: true })
export class User extends Node {
  override readonly id: string;

  @Field(() => String)
  readonly username: string;

  @Field(() => String)
  readonly displayName: string;

  @Field(() => ServerRole)
  readonly role: ServerRole;

  @Field(() => DateTime)
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
