import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The fragments that an operation spreads, and those that they spread, each once. */
export function reachedFragments(document: DocumentNode, operation: OperationDefinitionNode): FragmentDefinitionNode[] {
  const all = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) all.set(node.name.value, node);
  const reached = new Set<FragmentDefinitionNode>();
  const sets: SelectionSetNode[] = [operation.selectionSet];
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const node of set.selections) {
      if (node.kind !== Kind.FRAGMENT_SPREAD) {
        if (node.selectionSet) sets.push(node.selectionSet);
        continue;
      }
      const fragment = all.get(node.name.value);
      if (!fragment || reached.has(fragment)) continue;
      reached.add(fragment);
      sets.push(fragment.selectionSet);
    }
  }
  return [...reached];
}
