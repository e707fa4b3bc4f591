import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage!: boolean;

  @Field(() => Boolean)
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  readonly startCursor?: string | undefined;

  @Field(() => String, { nullable: true })
  readonly endCursor?: string | undefined;
}

/** A page as every service hands it out. */
export interface Page<Item> {
  items: readonly Item[];
  /** Parallel to `items`. */
  cursors: readonly string[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** The Relay connection of a page. */
export function toConnection<Item, Shown>(page: Page<Item>, show: (item: Item) => Shown) {
  const edges = page.items.map((item, at) => ({ cursor: page.cursors[at] ?? '', node: show(item) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  };
}
