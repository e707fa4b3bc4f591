import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'What has an id of its own.' })
export abstract class Node {
  @Field(() => ID, { description: 'Never changes; opaque.' })
  readonly id!: string;
}
