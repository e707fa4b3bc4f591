import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../graphql/page.type.ts';
import { Room } from './room.type.ts';

@ObjectType({ simpleResolvers: true, description: 'A room and its place in the list.' })
export class RoomEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => Room)
  readonly node!: Room;
}

@ObjectType({ simpleResolvers: true, description: 'A page of rooms.' })
export class RoomConnection {
  @Field(() => [RoomEdge])
  readonly edges!: RoomEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true, description: 'The room as the change left it.' })
export class RoomPayload {
  @Field(() => Room, { description: 'As the change left it.' })
  readonly room!: Room;
}
