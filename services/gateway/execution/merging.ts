import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * How many pairs of fields have one name in one place, once all fragments are put in: validation compares each pair
 * (https://spec.graphql.org/October2021/#sec-Field-Selection-Merging). Of the dearest operation. Counts no further than `most`, in time linear in that.
 */
export function countMergedPairs({ definitions }: DocumentNode, most: number): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const node of definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
  }
  return Math.max(0, ...operations.map(({ selectionSet }) => countIn(selectionSet, { fragments, most })));
}

interface Counting {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  most: number;
}

/** Sets that are merged are looked at together, level by level. A document that is too deep was refused already, unless fragments select each other. */
function countIn(root: SelectionSetNode, { fragments, most }: Counting): number {
  let pairs = 0;
  let looked = 0;
  const waiting: (readonly SelectionSetNode[])[] = [[root]];
  for (let sets = waiting.pop(); sets && pairs <= most && looked <= most; sets = waiting.pop()) {
    const byName = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        looked += 1;
        if (node.kind === Kind.FIELD) {
          const name = (node.alias ?? node.name).value;
          const fields = byName.get(name);
          if (fields) fields.push(node);
          else byName.set(name, [node]);
        } else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
        else if (!seen.has(node.name.value)) {
          seen.add(node.name.value);
          const fragment = fragments.get(node.name.value);
          if (fragment) collect(fragment.selectionSet);
        }
      }
    };
    for (const set of sets) collect(set);
    for (const fields of byName.values()) {
      pairs += (fields.length * (fields.length - 1)) / 2;
      const below = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) waiting.push(below);
    }
  }
  return looked > most ? looked : pairs;
}
