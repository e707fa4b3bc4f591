import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/page.type.ts';
import { User } from './user.type.ts';

@ObjectType({ simpleResolvers: true })
export class UserEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => User)
  readonly node!: User;
}

@ObjectType({ simpleResolvers: true })
export class UserConnection {
  @Field(() => [UserEdge])
  readonly edges!: UserEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
