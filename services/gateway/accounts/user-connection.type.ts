import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../graphql/page.type.ts';
import { User } from './user.type.ts';

@ObjectType({ simpleResolvers: true, description: 'A user and its place in the list.' })
export class UserEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => User)
  readonly node!: User;
}

@ObjectType({ simpleResolvers: true, description: 'A page of users.' })
export class UserConnection {
  @Field(() => [UserEdge])
  readonly edges!: UserEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
