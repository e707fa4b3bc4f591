/** A page of a list, as every connection of the API has it. */
export interface ListPage<Node> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Node }[];
}

/**
 * Reads a list page after page to its end. Ends where the server has no more, or does not get on. Rejects as `fetch` does: half of a list is none.
 */
export async function wholeList<Node>(
  fetch: (after: string | undefined) => Promise<ListPage<Node> | null | undefined>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | undefined; ; ) {
    const page = await fetch(after);
    for (const { node } of page?.edges ?? []) nodes.push(node);
    const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (next == null || next === after) return nodes;
    after = next;
  }
}
