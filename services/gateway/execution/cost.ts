import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>> | undefined;

/** What is assumed of a list whose size no argument sets, and the most that an argument can. */
const LIST_SIZE = 10;
const MAX_PAGE = 500;
const DEFAULT_PAGE = 50;
const PAGE_ARGUMENTS = ['first', 'last'];

/**
 * Upper bound for the number of objects a valid operation makes: each object costs 1, what is below a list counts once for each of its items. A page
 * whose size is a variable counts with the variable's value; `any` counts it with
 * the most it could be.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, variables }: { operation: OperationDefinitionNode; variables: Variables | 'any' },
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, number>();

  const fragmentCost = (name: string): number => {
    let cost = known.get(name);
    if (cost === undefined) {
      const fragment = fragments.get(name);
      cost = fragment ? setCost(fragment.selectionSet, fragment.typeCondition.name.value) : 0;
      known.set(name, cost);
    }
    return cost;
  };

  const setCost = (set: SelectionSetNode, typeName: string): number => {
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) cost += fragmentCost(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT)
        cost += setCost(node.selectionSet, node.typeCondition?.name.value ?? typeName);
      else cost += fieldCost(node, typeName);
    }
    return cost;
  };

  const fieldCost = (node: FieldNode, typeName: string): number => {
    const type = schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 0;
    const items = sizeOf(field, node, variables);
    return items * (1 + setCost(node.selectionSet, getNamedType(field.type).name));
  };

  return setCost(operation.selectionSet, schema.getRootType(operation.operation)?.name ?? '');
}

/** A connection's page size is counted at the connection; its `edges` are a list of their own and count once. */
function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables | 'any'): number {
  const sized = field.args.filter(({ name }) => PAGE_ARGUMENTS.includes(name));
  if (sized.length > 0) return pageOf(sized, node, variables);
  return isListType(getNullableType(field.type)) && field.name !== 'edges' ? LIST_SIZE : 1;
}

function pageOf(args: readonly GraphQLArgument[], node: FieldNode, variables: Variables | 'any'): number {
  const sizes = args.flatMap(
    ({ name, defaultValue }) => asked(node, name, variables) ?? (defaultValue as number) ?? [],
  );
  return sizes.length > 0 ? Math.max(1, ...sizes) : DEFAULT_PAGE;
}

function asked(node: FieldNode, name: string, variables: Variables | 'any'): number | undefined {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.INT) return Math.min(Number(value.value), MAX_PAGE);
  if (value?.kind !== Kind.VARIABLE) return undefined;
  const given = variables === 'any' ? MAX_PAGE : variables?.[value.name.value];
  return typeof given === 'number' ? Math.min(given, MAX_PAGE) : undefined;
}
