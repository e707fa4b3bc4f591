import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionNode, visit } from 'graphql';

/** Fields whose value depends on who looks. Whatever selects one, anywhere, is executed for each viewer. */
const VIEWER_FIELDS: ReadonlySet<string> = new Set([
  'membership',
  'unreadCount',
  'mentionCount',
  'lastReadSeq',
  'viewerReacted',
  'delivery',
  'conversation',
  'conversations',
  'peer',
]);

/** What subscribers of one document may share. */
export interface Sharing {
  viewerDependent: boolean;
  /** Variables that only say where a subscription starts: they do not tell its events apart. */
  startVariables: ReadonlySet<string>;
}

/** Found out from the document alone, fragments included. */
export function analyseSharing(document: DocumentNode, operation: OperationDefinitionNode): Sharing {
  let viewerDependent = false;
  const uses = new Map<string, number>();
  visit(document, {
    Field(node) {
      if (VIEWER_FIELDS.has(node.name.value)) viewerDependent = true;
    },
    VariableDefinition: () => false,
    Variable(node) {
      uses.set(node.name.value, (uses.get(node.name.value) ?? 0) + 1);
    },
  });
  const starts = operation.selectionSet.selections.flatMap(startVariable);
  return { viewerDependent, startVariables: new Set(starts.filter((name) => uses.get(name) === 1)) };
}

function startVariable(root: SelectionNode): string[] {
  if (root.kind !== Kind.FIELD) return [];
  const after = root.arguments?.find((argument) => argument.name.value === 'after')?.value;
  return after?.kind === Kind.VARIABLE ? [after.name.value] : [];
}
