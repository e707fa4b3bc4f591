import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GatewayLimits } from '../config.ts';
import { createOperationCosts, type OperationCosts } from './cost.ts';
import { createExecutors, type Executable, type Executor } from './execute-operation.ts';
import { countMergedPairs } from './merging.ts';
import { measureShape } from './shape.ts';
import { analyseSharing, type Sharing } from './sharing.ts';
import { validateDocument } from './validate-document.ts';
import { createVariables, type OperationVariables, type VariableValues } from './variables.ts';

/** An operation that may be executed: parsed, validated, within the limits. */
export interface Operation extends Executor {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly name: string | undefined;
  /** Of the whole document, one string for all who sent it. */
  readonly text: string;
  readonly type: OperationTypeNode;
  /** Root fields, aliases resolved, fragments included. */
  readonly fields: readonly string[];
  /** Equal for the same operation of the same document. */
  readonly key: string;
  readonly sharing: Sharing;
  readonly variables: OperationVariables;
  readonly costs: OperationCosts;
  /** Too expensive with these variables, or a null too many? */
  refuse(variables: VariableValues | undefined): GraphQLError | undefined;
}

export interface Documents {
  /** The operation of a query text, or why it is refused. Parsed and validated once for all who send the same text. */
  find(query: string, operationName: string | null | undefined): Operation | readonly GraphQLError[];
  /** Was this text looked at already? If not, `find` costs some milliseconds at the worst. */
  isKnown(query: string): boolean;
}

type Prepared = readonly GraphQLError[] | ReadonlyMap<string, Operation>;
type Limits = Pick<GatewayLimits, 'depth' | 'aliases' | 'tokens' | 'cost' | 'eventCost' | 'compiledAfter'>;

const REMEMBERED_DOCUMENTS = 2_000;
const REMEMBERED_CHARACTERS = 4_000_000;
const MAX_REPEATS = 20;
/** Validation takes 10 ms with so many that select each other, and 250 ms with as many as fit into the tokens. */
const MAX_FRAGMENTS = 50;
/** Fields of one name in one place are compared pair by pair: some milliseconds for so many. The web app has 20. */
const MAX_PAIRS = 2_000;
const TOO_MUCH = 'This operation asks for too much at once. Ask for smaller pages.';
const TOO_MUCH_OF_EVENTS =
  'This subscription selects too much of each event. Select less, and ask for the rest where it is needed.';

export function createDocuments(schema: GraphQLSchema, limits: Limits): Documents {
  let documents = 0;
  const executorOf = createExecutors(limits.compiledAfter);
  const known = new LRUCache<string, Prepared>({
    max: REMEMBERED_DOCUMENTS,
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, query) => query.length + 1,
  });

  const prepare = (query: string): Prepared => {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: limits.tokens });
    } catch (error) {
      return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
    }
    const tooBig = refuseShape(document, limits);
    if (tooBig) return [tooBig];
    const errors = validateDocument(schema, document);
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    documents += 1;
    const number = documents;
    return new Map(
      document.definitions
        .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
        .map((node) => [
          node.name?.value ?? '',
          describe({ schema, document, text: query, node, limits, number, executorOf }),
        ]),
    );
  };

  return {
    isKnown: (query) => known.has(query),
    find(query, operationName) {
      let prepared = known.get(query);
      if (!prepared) {
        prepared = prepare(query);
        known.set(query, prepared);
      }
      if (!(prepared instanceof Map)) return prepared as readonly GraphQLError[];
      const operation: Operation | undefined = operationName
        ? prepared.get(operationName)
        : prepared.size === 1
          ? prepared.values().next().value
          : undefined;
      return operation ?? [refusal('Name one of the operations of the document.', 'OPERATION_RESOLUTION_FAILURE')];
    },
  };
}

interface Described {
  schema: GraphQLSchema;
  document: DocumentNode;
  text: string;
  node: OperationDefinitionNode;
  limits: Limits;
  number: number;
  executorOf(operation: Executable): Executor;
}

function describe({ schema, document, text, node, limits, number, executorOf }: Described): Operation {
  const costs = createOperationCosts(schema, document, node);
  const variables = createVariables(schema, document, node);
  const name = node.name?.value;
  return {
    schema,
    document,
    name,
    text,
    type: node.operation,
    fields: rootFields(document, node),
    key: `${number}:${node.name?.value ?? ''}`,
    sharing: analyseSharing(schema, document, node),
    variables,
    ...executorOf({ schema, document, name, whyRefused: variables.errors }),
    costs,
    refuse(values) {
      const refused = variables.refuseNull(values);
      if (refused) return refused;
      if (costs.of(values) > limits.cost) return refusal(TOO_MUCH);
      return costs.ofEvent(values) > limits.eventCost ? refusal(TOO_MUCH_OF_EVENTS) : undefined;
    },
  };
}

/** Each fragment is looked at once: spreading it again selects nothing more. */
function rootFields(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const fields: string[] = [];
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) fields.push(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return fields;
}

function refuseShape(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  const { depth, aliases, fragments, repeats } = measureShape(document);
  if (depth > limits.depth) return refusal(`Selections nest too deep: at most ${limits.depth} levels.`);
  if (aliases > limits.aliases) return refusal(`Too many aliases: at most ${limits.aliases}.`);
  if (fragments > MAX_FRAGMENTS) return refusal(`Too many fragments: at most ${MAX_FRAGMENTS}.`);
  if (repeats > MAX_REPEATS || countMergedPairs(document, MAX_PAIRS) > MAX_PAIRS) {
    return refusal('The same field is selected too often.');
  }
  return undefined;
}

function refusal(message: string, code = 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
