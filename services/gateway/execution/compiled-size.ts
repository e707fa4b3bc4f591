import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/**
 * About how many fields the code of an operation has: fragments are written out wherever they are spread, and fields of an interface for each type
 * that has it. Looks at each fragment once. `document` holds one operation.
 */
export function compiledSize(schema: GraphQLSchema, document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const size = fragment ? ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : 0;
    known.set(name, size);
    return size;
  };

  const ofSet = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): number => {
    const copies = isAbstractType(type) ? schema.getPossibleTypes(type).length : 1;
    let size = 0;
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) size += ofFragment(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
        size += ofSet(node.selectionSet, condition);
      } else {
        const hasFields = isObjectType(type) || isInterfaceType(type);
        const field = hasFields ? type.getFields()[node.name.value] : undefined;
        const below = node.selectionSet && field ? ofSet(node.selectionSet, getNamedType(field.type)) : 0;
        size += copies * (1 + below);
      }
    }
    return size;
  };

  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation ? ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined) : 0;
}
