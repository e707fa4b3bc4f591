import { Field, ObjectType } from 'type-graphql';
import { SameFor } from './same-for.ts';

@ObjectType({ simpleResolvers: true, description: 'As in the Relay specification of connections.' })
@SameFor('everybody')
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more behind `endCursor`.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'There is more before `startCursor`.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Of the first edge, for `before`; null on an empty page.' })
  readonly startCursor?: string | undefined;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the page ends, for `after`: at its last edge, or further where a search found nothing more; null on an empty list.',
  })
  readonly endCursor?: string | undefined;
}

/** A page as every service hands it out. */
export interface Page<Item> {
  items: readonly Item[];
  /** Parallel to `items`. */
  cursors: readonly string[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Where the page ends, if that is not at the last item. */
  endCursor?: string | undefined;
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
      endCursor: page.endCursor ?? edges.at(-1)?.cursor,
    },
  };
}
