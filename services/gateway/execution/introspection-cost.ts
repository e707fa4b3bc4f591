import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What an object of the introspection costs: a quarter of one that a service is asked for. */
const OBJECT = 0.25;
/** Types are wrapped in each other twice at the most as a rule; deeper selections of `ofType` find nothing. */
const MOST_WRAPPERS = 3;

export interface IntrospectionCosts {
  /** Of `__schema` or `__type` with what is below it; 0 for `__typename`. */
  of(node: FieldNode, fragment: FindFragment): number;
}

type FindFragment = (name: string) => FragmentDefinitionNode | undefined;

const known = new WeakMap<GraphQLSchema, IntrospectionCosts>();

/** Costs by the sizes that the lists of this schema have on average. */
export function createIntrospectionCosts(schema: GraphQLSchema): IntrospectionCosts {
  let costs = known.get(schema);
  if (!costs) {
    costs = withSizes(sizesOf(schema));
    known.set(schema, costs);
  }
  return costs;
}

type Sizes = Readonly<Record<string, number>>;

function withSizes(sizes: Sizes): IntrospectionCosts {
  return {
    of(root, fragment) {
      /** By set and by how often its type is wrapped: a fragment may be spread in many places. */
      const costs = new Map<SelectionSetNode, Map<number, number>>();
      const setCost = (set: SelectionSetNode, wrappers: number): number => {
        const known = costs.get(set) ?? new Map<number, number>();
        costs.set(set, known);
        const cost = known.get(wrappers) ?? sum(fieldsOf(set, fragment).map((node) => fieldCost(node, wrappers)));
        known.set(wrappers, cost);
        return cost;
      };
      const fieldCost = ({ name, selectionSet }: FieldNode, wrappers: number): number => {
        if (!selectionSet) return 0;
        const depth = name.value === 'ofType' ? wrappers + 1 : 0;
        if (depth > MOST_WRAPPERS) return 0;
        return (sizes[name.value] ?? 1) * (OBJECT + setCost(selectionSet, depth));
      };
      return fieldCost(root, 0);
    },
  };
}

/** Each fragment once. */
function fieldsOf(set: SelectionSetNode, fragment: FindFragment): FieldNode[] {
  const fields: FieldNode[] = [];
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) fields.push(node);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const spread = fragment(node.name.value);
        if (spread) collect(spread.selectionSet);
      }
    }
  };
  collect(set);
  return fields;
}

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

function sizesOf(schema: GraphQLSchema): Sizes {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const perType = (count: number) => Math.max(1, count / types.length);
  const inputs = types.flatMap((type) => (isInputObjectType(type) ? Object.keys(type.getFields()) : []));
  const values = types.flatMap((type) => (isEnumType(type) ? type.getValues() : []));
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: perType(fields.length),
    args: Math.max(0.5, sum(fields.map(({ args }) => args.length)) / fields.length),
    inputFields: perType(inputs.length),
    enumValues: perType(values.length),
    interfaces: 1,
    possibleTypes: 1,
  };
}
