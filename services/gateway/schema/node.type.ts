import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ resolveType: (value: object) => value.constructor.name })
export abstract class Node {
  @Field(() => ID)
  readonly id!: string;
}
