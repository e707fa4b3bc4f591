import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/page.type.ts';
import { Room } from './room.type.ts';

@ObjectType({ simpleResolvers: true })
export class RoomEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Room)
  readonly node!: Room;
}

@ObjectType({ simpleResolvers: true })
export class RoomConnection {
  @Field(() => [RoomEdge])
  readonly edges!: RoomEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true })
export class RoomPayload {
  @Field(() => Room)
  readonly room!: Room;
}
