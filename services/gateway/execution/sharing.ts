import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Audience, audienceOf, isWithin } from '../graphql/same-for.ts';

/** What subscribers of one document may share. */
export interface Sharing {
  /** Names of the event types of which all that is selected is the same for every subscriber. */
  sharedEvents: ReadonlySet<string>;
  /** Variables that only say where a subscription starts: they do not tell its events apart. */
  startVariables: ReadonlySet<string>;
}

/** Found out from what the schema declares of the fields that are selected, fragments included (see `SameFor`). */
export function analyseSharing(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Sharing {
  const root = schema.getSubscriptionType();
  if (!root || operation.operation !== 'subscription') return { sharedEvents: new Set(), startVariables: new Set() };
  const selections = new Selections(schema, document);
  // A valid subscription has one root field, which may be selected in several pieces.
  const roots = selections.fieldsOf(operation.selectionSet, root);
  const field = root.getFields()[roots[0]?.name.value ?? ''];
  const audience = field ? audienceOf(field, root) : 'viewer';
  const events = field && audience !== 'viewer' ? selections.concreteTypes(field.type) : [];
  const shared = events.filter((event) =>
    roots.every(({ selectionSet }) => selections.areSameFor(audience, selectionSet, event)),
  );
  return {
    sharedEvents: new Set(shared.map(({ name }) => name)),
    startVariables: startVariables(document, roots),
  };
}

/** The selections of one document, by the object types that they are executed on. */
class Selections {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Answers so far: a fragment may be spread in many places. */
  readonly #known = new Map<SelectionSetNode, Map<GraphQLObjectType, boolean>>();

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode) {
    this.#schema = schema;
    for (const node of definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  concreteTypes(type: GraphQLOutputType): readonly GraphQLObjectType[] {
    const named = getNamedType(type);
    if (isObjectType(named)) return [named];
    return isAbstractType(named) ? this.#schema.getPossibleTypes(named) : [];
  }

  /** What is selected of an object of this type, by whichever fragment. */
  fieldsOf(set: SelectionSetNode, type: GraphQLObjectType): FieldNode[] {
    const fields: FieldNode[] = [];
    const seen = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        if (node.kind === Kind.FIELD) fields.push(node);
        else if (node.kind === Kind.INLINE_FRAGMENT) {
          if (this.#applies(node.typeCondition?.name.value, type)) collect(node.selectionSet);
        } else if (!seen.has(node.name.value)) {
          seen.add(node.name.value);
          const fragment = this.#fragments.get(node.name.value);
          if (fragment && this.#applies(fragment.typeCondition.name.value, type)) collect(fragment.selectionSet);
        }
      }
    };
    collect(set);
    return fields;
  }

  /** Whether all that is selected of an object, at any depth, is the same for the whole audience. */
  areSameFor(audience: Audience, set: SelectionSetNode | undefined, type: GraphQLObjectType): boolean {
    if (!set) return true;
    const known = this.#known.get(set) ?? new Map<GraphQLObjectType, boolean>();
    this.#known.set(set, known);
    let answer = known.get(type);
    if (answer === undefined) {
      answer = this.fieldsOf(set, type).every((node) => this.#isSameFor(audience, node, type));
      known.set(type, answer);
    }
    return answer;
  }

  #isSameFor(audience: Audience, { name, selectionSet }: FieldNode, type: GraphQLObjectType): boolean {
    if (name.value === '__typename') return true;
    const field = type.getFields()[name.value];
    if (!field || !isWithin(audience, audienceOf(field, type))) return false;
    return this.concreteTypes(field.type).every((below) => this.areSameFor(audience, selectionSet, below));
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wider = this.#schema.getType(condition);
    return isAbstractType(wider) && this.#schema.isSubType(wider, type);
  }
}

/** Those that appear as `after` of the subscription and nowhere else in the document. */
function startVariables(document: DocumentNode, roots: readonly FieldNode[]): Set<string> {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      uses.set(node.name.value, (uses.get(node.name.value) ?? 0) + 1);
    },
  });
  const starts = roots.flatMap((root) => {
    const after = root.arguments?.find((argument) => argument.name.value === 'after')?.value;
    return after?.kind === Kind.VARIABLE ? [after.name.value] : [];
  });
  return new Set(starts.filter((name) => uses.get(name) === 1));
}
