import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include']);

/**
 * A validation rule: a subscription selects one field at its root, and nothing there depends on variables. Without the second half, which is in the
 * specification since 2025 (https://spec.graphql.org/September2025/#sec-Single-Root-Field), a subscription could turn out to select nothing, and the rule of
 * graphql-js throws where it should report.
 */
export function subscriptionRootRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation !== 'subscription') return;
      const { fields, conditional } = selectedAtRoot(node.selectionSet, (name) => context.getFragment(name));
      const report = (message: string, nodes: readonly SelectionNode[]) =>
        context.reportError(new GraphQLError(message, { nodes }));
      if (conditional.length > 0) report('The root of a subscription takes no @skip and no @include.', conditional);
      const names = new Set(fields.map(({ alias, name }) => (alias ?? name).value));
      const isOneField = names.size === 1 && fields.every(({ name }) => !name.value.startsWith('__'));
      if (!isOneField) report('A subscription selects exactly one field at its root.', fields);
    },
  };
}

/** Each fragment is looked at once. */
function selectedAtRoot(root: SelectionSetNode, fragment: (name: string) => FragmentDefinitionNode | null | undefined) {
  const fields: FieldNode[] = [];
  const conditional: SelectionNode[] = [];
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.directives?.some(({ name }) => CONDITIONS.has(name.value))) conditional.push(node);
      if (node.kind === Kind.FIELD) fields.push(node);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const spread = fragment(node.name.value);
        if (spread) collect(spread.selectionSet);
      }
    }
  };
  collect(root);
  return { fields, conditional };
}
