import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { costOf, openingOf } from '../graphql/cost.ts';
import { createIntrospectionCosts, type IntrospectionCosts } from './introspection-cost.ts';
import { createPageSizes, type PageSizes, type SizeVariables } from './page-sizes.ts';

/** Of what is asked for, whatever it is. */
const OPERATION = 5;
const OBJECT = 1;
/** A plain value: so many of them take as long as an object. */
const VALUE = 0.1;
/** What is assumed of a list whose size nothing says. */
const LIST_SIZE = 10;

export interface OperationCost {
  /** Of the operation; of a subscription, what it takes until it follows what happens. */
  whole: number;
  /** Of each event of a subscription, the dearest one; 0 for other operations. */
  event: number;
  /** Of each of its events by the name of the type, openings included. */
  events: ReadonlyMap<string, number>;
}

/** What an operation costs with these variables. */
export type OperationCosts = (variables: SizeVariables) => OperationCost;

/**
 * Upper bounds for what a valid operation costs, from what the schema declares of its fields (see `Cost`): what is below a list counts once for each of its
 * items, whatever name it is selected by and whichever fragment selects it. A page whose size is a variable counts with the variable's value; `any` counts it
 * with the most that it could be. Results are remembered.
 */
export function createOperationCosts(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationCosts {
  const sizes = createPageSizes(operation);
  const known = new Map<string, OperationCost>();
  return (variables) => {
    const key = sizes.keyOf(variables);
    const remembered = known.get(key);
    if (remembered) return remembered;
    const measured = new Measurement({ schema, document, sizes, variables });
    const cost =
      operation.operation === 'subscription' ? measured.subscription(operation) : measured.request(operation);
    if (known.size < MOST_KNOWN) known.set(key, cost);
    return cost;
  };
}

const NO_EVENTS: OperationCost['events'] = new Map();

/** Sets of page sizes that one operation is remembered with: clients have few. */
const MOST_KNOWN = 32;

interface Measured {
  schema: GraphQLSchema;
  document: DocumentNode;
  sizes: PageSizes;
  variables: SizeVariables;
}

/** One look at one document. */
class Measurement {
  readonly #options: Measured;
  readonly #introspection: IntrospectionCosts;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** A fragment may be spread in many places. */
  readonly #known = new Map<SelectionSetNode, Map<GraphQLObjectType, number>>();

  constructor(options: Measured) {
    this.#options = options;
    this.#introspection = createIntrospectionCosts(options.schema);
    for (const node of options.document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  request(operation: OperationDefinitionNode): OperationCost {
    const root = this.#options.schema.getRootType(operation.operation);
    const cost = root ? this.#set([operation.selectionSet], root) : 0;
    return { whole: Math.ceil(OPERATION + cost), event: 0, events: NO_EVENTS };
  }

  subscription({ selectionSet }: OperationDefinitionNode): OperationCost {
    const root = this.#options.schema.getSubscriptionType();
    const fields = root ? this.#fieldsOf(selectionSet, root) : [];
    const field = root?.getFields()[fields[0]?.name.value ?? ''];
    const events = new Map<string, number>();
    let opening = 0;
    let event = 0;
    for (const type of field ? this.#concrete(getNamedType(field.type)) : []) {
      const sets = fields.flatMap((node) => node.selectionSet ?? []);
      const cost = OBJECT + this.#set(sets, type);
      events.set(type.name, cost);
      if (openingOf(type) === undefined) event = Math.max(event, cost);
      else opening = Math.max(opening, cost);
    }
    const begun = ((field?.extensions as { opens?: number } | undefined)?.opens ?? 0) * event;
    return { whole: Math.ceil(OPERATION + opening + begun), event: Math.ceil(event), events };
  }

  #concrete(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isAbstractType(type) ? this.#options.schema.getPossibleTypes(type) : [];
  }

  /** The dearest of the types that it may be. */
  #below(set: SelectionSetNode, type: GraphQLNamedType, parent: GraphQLObjectType): number {
    let dearest = 0;
    for (const concrete of this.#concrete(type)) {
      const known = this.#known.get(set) ?? new Map<GraphQLObjectType, number>();
      this.#known.set(set, known);
      const cost = known.get(concrete) ?? this.#set([set], concrete, parent);
      known.set(concrete, cost);
      dearest = Math.max(dearest, cost);
    }
    return dearest;
  }

  /** `parent`: the type whose field answers with the object. */
  #set(sets: readonly SelectionSetNode[], type: GraphQLObjectType, parent?: GraphQLObjectType): number {
    const read = new Set<string>();
    let cost = 0;
    for (const set of sets)
      for (const node of this.#fieldsOf(set, type)) cost += this.#field(node, type, { parent, read });
    return cost;
  }

  /** `read`: what other fields of the same object have read already. */
  #field(
    node: FieldNode,
    type: GraphQLObjectType,
    { parent, read }: { parent: GraphQLObjectType | undefined; read: Set<string> },
  ): number {
    if (node.name.value.startsWith('__')) return this.#introspection.of(node, (name) => this.#fragments.get(name));
    const field = type.getFields()[node.name.value];
    if (!field) return 0;
    const { reads, of, searched = 0, each = 0, belowQuery, ...list } = costOf(field);
    if (belowQuery && parent !== this.#options.schema.getQueryType()) return VALUE;
    const searching = searched > 0 && this.#options.sizes.isSearch(node, this.#options.variables) ? searched : 0;
    const reading = (of !== undefined && read.has(of) ? 0 : reads) + searching;
    if (of !== undefined) read.add(of);
    if (!node.selectionSet) return reading + VALUE;
    const below = OBJECT + each + this.#below(node.selectionSet, getNamedType(field.type), type);
    return reading + this.#itemsOf(field, node, list) * below;
  }

  /** A connection's page size is counted at the connection; its `edges` are a list of their own and count once. */
  #itemsOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    { items, most = Number.POSITIVE_INFINITY }: { items?: number; most?: number },
  ): number {
    const size = this.#options.sizes.of(field, node, this.#options.variables);
    if (size !== undefined) return Math.min(size, most);
    if (items !== undefined) return items;
    return isListType(getNullableType(field.type)) && field.name !== 'edges' ? LIST_SIZE : 1;
  }

  /** What is selected of an object of this type, each fragment once. */
  #fieldsOf(set: SelectionSetNode, type: GraphQLObjectType): FieldNode[] {
    const fields: FieldNode[] = [];
    const seen = new Set<string>();
    const applies = (condition: string | undefined): boolean => {
      const named = condition === undefined ? type : this.#options.schema.getType(condition);
      return named === type || (isAbstractType(named) && this.#options.schema.isSubType(named, type));
    };
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        if (node.kind === Kind.FIELD) fields.push(node);
        else if (node.kind === Kind.INLINE_FRAGMENT) {
          if (applies(node.typeCondition?.name.value)) collect(node.selectionSet);
        } else if (!seen.has(node.name.value)) {
          seen.add(node.name.value);
          const fragment = this.#fragments.get(node.name.value);
          if (fragment && applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
        }
      }
    };
    collect(set);
    return fields;
  }
}
