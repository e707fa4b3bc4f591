import { hash } from 'node:crypto';
import {
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { GatewayLimits } from '../config.ts';
import { operationCost } from './cost.ts';
import { DocumentMemory } from './document-memory.ts';
import { createExecutors, type Executable, type Executor } from './execute-operation.ts';
import { countTokens, findOperation, normalise, reachedBy } from './operation-document.ts';
import { measureShape } from './shape.ts';
import { analyseSharing, type Sharing } from './sharing.ts';
import { validateDocument, validateNames } from './validate-document.ts';
import { createVariables, type OperationVariables, type VariableValues } from './variables.ts';

/** An operation that may be executed: parsed, validated, within the limits. */
export interface Operation extends Executor {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly name: string | undefined;
  /** With the fragments that it reaches; a long one as short as it can be written. */
  readonly text: string;
  readonly type: OperationTypeNode;
  /** Root fields, aliases resolved, fragments included. */
  readonly fields: readonly string[];
  /** Equal for the same operation of the same document. */
  readonly key: string;
  readonly sharing: Sharing;
  readonly variables: OperationVariables;
  /** Too expensive with these variables, or a null too many? Free of cost where it could not be with any. */
  refuse(variables: VariableValues | undefined): GraphQLError | undefined;
}

export interface Documents {
  /** The operation of a query text, or why it is refused. Parsed and validated once for all who send the same text. */
  find(query: string, operationName: string | null | undefined, owner: string): Operation | readonly GraphQLError[];
  /** Was this looked at already? If not, `find` costs some milliseconds at the worst. */
  isKnown(query: string, operationName: string | null | undefined): boolean;
}

/** What is known of one text. */
interface Known {
  /** Of its operations; the one without a name has an empty one. */
  names: ReadonlySet<string>;
  /** Those that were asked for, and why they are refused where they are. */
  asked: Map<string, Operation | readonly GraphQLError[]>;
  /** Characters. */
  weight: number;
}

type Limits = Pick<
  GatewayLimits,
  'depth' | 'aliases' | 'tokens' | 'documentTokens' | 'fragments' | 'cost' | 'compiledAfter'
>;

/** A client has some dozens of documents of some kilobytes. */
const REMEMBERED = {
  each: { entries: 200, weight: 256_000 },
  all: { entries: 2_000, weight: 4_000_000 },
};
/** Longer texts are known by a digest: V8 tells long strings apart by their length alone, and a map of many of one length is a list. */
const LONGEST_KEY = 4_096;
/** Errors hold on to the text that they are about. Those of longer ones are found anew. */
const LONGEST_REFUSED = 4_096;
const MAX_REPEATS = 20;
const NONE: readonly GraphQLError[] = [];

/**
 * All documents that the gateway has met. What is kept of a long one is each operation that was asked for, written as short as possible with the fragments that it
 * reaches; limits are about that. One user's documents never push out those that others use: see `DocumentMemory`.
 */
export function createDocuments(schema: GraphQLSchema, limits: Limits): Documents {
  let operations = 0;
  const executorOf = createExecutors(limits.compiledAfter);
  const memory = new DocumentMemory<Known>(REMEMBERED);

  const read = (query: string, name: string, known: Known | undefined) => {
    const parsed = parseWithin(query, limits.documentTokens);
    if (!('kind' in parsed)) return { known, found: parsed };
    const names = new Set(parsed.definitions.flatMap((node) => nameOf(node) ?? []));
    const next: Known = known ?? { names, asked: new Map(), weight: keyOf(query).length };
    const node = findOperation(parsed, name || undefined);
    const errors = node ? refuseOf(schema, { document: parsed, node, limits }) : [UNNAMED];
    if (errors.length > 0 || !node) return { known: next, found: errors };
    // A short text is kept as its own key anyway: errors then know their places in it.
    const isShort = query.length <= LONGEST_KEY && names.size === 1;
    const { text, document } = isShort ? { text: query, document: parsed } : normalise(reachedBy(node, parsed));
    const kept = findOperation(document, name || undefined) ?? node;
    operations += 1;
    return {
      known: next,
      found: describe({
        schema,
        document,
        text,
        node: kept,
        limits,
        number: operations,
        executorOf,
      }),
    };
  };

  return {
    isKnown: (query, operationName) => {
      const known = memory.peek(keyOf(query));
      return known !== undefined && (known.asked.has(operationName || '') || isMissing(known, operationName || ''));
    },
    find(query, operationName, owner) {
      const key = keyOf(query);
      const name = operationName || '';
      const known = memory.get(key, owner);
      const asked = known?.asked.get(name);
      if (asked) return asked;
      if (known && isMissing(known, name)) return [UNNAMED];
      const { known: next, found } = read(query, name, known);
      if (!next || (!('document' in found) && query.length > LONGEST_REFUSED)) return found;
      next.asked.set(name, found);
      next.weight += 'document' in found ? found.text.length : query.length;
      memory.set(key, next, { owner, weight: next.weight });
      return found;
    },
  };
}

const UNNAMED = refusal('Name one of the operations of the document.', 'OPERATION_RESOLUTION_FAILURE');

function isMissing({ names }: Known, name: string): boolean {
  return name === '' ? names.size !== 1 : !names.has(name);
}

function nameOf(node: DefinitionNode): string | undefined {
  return node.kind === Kind.OPERATION_DEFINITION ? (node.name?.value ?? '') : undefined;
}

function keyOf(query: string): string {
  return query.length <= LONGEST_KEY ? query : hash('sha256', query, 'base64');
}

function parseWithin(query: string, maxTokens: number): DocumentNode | readonly GraphQLError[] {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    const { message } = error as GraphQLError;
    const isTooLong =
      message.includes(`more that ${maxTokens} tokens`) || message.includes(`more than ${maxTokens} tokens`);
    if (isTooLong) return [refusal(`A document has at most ${maxTokens} tokens.`)];
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
}

/** Why the operation may not be executed. What else stands in the document matters only where names clash. */
function refuseOf(
  schema: GraphQLSchema,
  { document, node, limits }: { document: DocumentNode; node: OperationDefinitionNode; limits: Limits },
): readonly GraphQLError[] {
  const executed = reachedBy(node, document);
  if (countTokens(executed) > limits.tokens) return [refusal(`An operation has at most ${limits.tokens} tokens.`)];
  const tooBig = refuseShape(executed, limits);
  if (tooBig) return [tooBig];
  const errors = [...validateNames(schema, document), ...validateDocument(schema, executed)];
  return errors.length > 0 ? errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) : NONE;
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
  const cost = (values: VariableValues | 'any') =>
    operationCost(schema, document, { operation: node, variables: values });
  const variables = createVariables(schema, document, node);
  const defaults = defaultSizes(node);
  const alwaysCheap = cost('any') <= limits.cost;
  const name = node.name?.value;
  return {
    schema,
    document,
    name,
    text,
    type: node.operation,
    fields: rootFields(document, node),
    key: `${number}`,
    sharing: analyseSharing(schema, document, node),
    variables,
    ...executorOf({ schema, document, name, whyRefused: variables.errors }),
    refuse(values) {
      const refused = variables.refuseNull(values);
      if (refused || alwaysCheap || cost({ ...defaults, ...values }) <= limits.cost) return refused;
      return refusal('This operation asks for too much at once. Ask for smaller pages.');
    },
  };
}

/** What variables that may be left out then stand for, as far as the cost depends on it. */
function defaultSizes({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const { variable, defaultValue } of variableDefinitions) {
    if (defaultValue?.kind === Kind.INT) sizes[variable.name.value] = Number(defaultValue.value);
  }
  return sizes;
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
  if (fragments > limits.fragments) return refusal(`Too many fragments: at most ${limits.fragments}.`);
  if (repeats > MAX_REPEATS) return refusal('The same field is selected too often.');
  return undefined;
}

function refusal(message: string, code = 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
