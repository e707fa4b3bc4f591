import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Fields whose value depends on who looks. An operation that selects one in an event of the fan-out is executed for each viewer. */
const VIEWER_FIELDS: ReadonlySet<string> = new Set([
  'membership',
  'unreadCount',
  'mentionCount',
  'lastReadSeq',
  'firstUnreadSeq',
  'viewerReacted',
  'delivery',
  'conversation',
  'conversations',
  'peer',
  'ban',
]);

/** Events that every subscriber is handed alone: what is selected in them is never shared. */
const OWN_EVENTS: ReadonlySet<string> = new Set(['RoomOpened', 'InboxOpened']);

/** What subscribers of one document may share. */
export interface Sharing {
  viewerDependent: boolean;
  /** Variables that only say where a subscription starts: they do not tell its events apart. */
  startVariables: ReadonlySet<string>;
}

/** Found out from the document alone, fragments included. */
export function analyseSharing(document: DocumentNode, operation: OperationDefinitionNode): Sharing {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      uses.set(node.name.value, (uses.get(node.name.value) ?? 0) + 1);
    },
  });
  const starts = operation.selectionSet.selections.flatMap(startVariable);
  return {
    viewerDependent: selectsViewerField(document, operation),
    startVariables: new Set(starts.filter((name) => uses.get(name) === 1)),
  };
}

/** Follows the selections from the operation on, each fragment once. */
function selectsViewerField(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const seen = new Set<SelectionNode | FragmentDefinitionNode>();
  const inSet = (set: SelectionSetNode | undefined): boolean => set?.selections.some(inSelection) ?? false;
  const inSelection = (node: SelectionNode): boolean => {
    if (node.kind === Kind.FIELD) return VIEWER_FIELDS.has(node.name.value) || inSet(node.selectionSet);
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (!fragment || OWN_EVENTS.has(fragment.typeCondition?.name.value ?? '')) return false;
    if (seen.has(fragment)) return false;
    seen.add(fragment);
    return inSet(fragment.selectionSet);
  };
  return inSet(operation.selectionSet);
}

function startVariable(root: SelectionNode): string[] {
  if (root.kind !== Kind.FIELD) return [];
  const after = root.arguments?.find((argument) => argument.name.value === 'after')?.value;
  return after?.kind === Kind.VARIABLE ? [after.name.value] : [];
}
