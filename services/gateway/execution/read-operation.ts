import {
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { GatewayLimits } from '../config.ts';
import { keptDocument } from './kept-document.ts';
import { reachedFragments } from './reached-fragments.ts';
import { refuseShape } from './shape.ts';
import { measureTokens, refuseLong, type TokenMeasure } from './tokens.ts';
import { validateDefinitions, validateDocument } from './validate-document.ts';

export type DocumentLimits = Pick<GatewayLimits, 'depth' | 'aliases' | 'tokens' | 'documentTokens'>;

/** One operation of a document with the fragments that it reaches: valid, and within the limits. */
export interface ReadOperation {
  document: DocumentNode;
  node: OperationDefinitionNode;
  tokens: number;
  /** Characters of its text that are kept. */
  length: number;
  /** The document has no other. */
  isOnly: boolean;
}

/** A document as it was sent, and which of its operations is meant. */
export interface Asked {
  query: string;
  /** Absent or empty: the only one. */
  operationName?: string | null | undefined;
}

/** Blanks and comments beside what means something, up to which a text is kept as it was sent. */
const SPARE = 2_000;

/**
 * Reads the operation that is asked for. What else its document holds has to be GraphQL with names that are clear, and is neither validated
 * nor counted: some clients send one file with all they have. Throws nothing.
 */
export function readOperation(
  schema: GraphQLSchema,
  asked: Asked,
  limits: DocumentLimits,
): ReadOperation | readonly GraphQLError[] {
  try {
    return read(schema, asked, limits);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    // The stack is at its end: nothing that means something nests as deep.
    return [coded(new GraphQLError('This document cannot be read.'), 'GRAPHQL_PARSE_FAILED')];
  }
}

function read(schema: GraphQLSchema, { query, operationName }: Asked, limits: DocumentLimits) {
  const whole = parseDocument(query, limits.documentTokens);
  const operations = whole.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const chosen = choose(operations, operationName);
  const fragments = reachedFragments(whole, chosen);
  const isWhole = fragments.length + 1 === whole.definitions.length;
  const document: DocumentNode = isWhole ? whole : { kind: Kind.DOCUMENT, definitions: [chosen, ...fragments] };
  const { count, length } = measure(document.definitions);
  if (count > limits.tokens) throw refusal(`An operation has at most ${limits.tokens} tokens, its fragments included.`);
  const tooBig = refuseShape(document, limits);
  if (tooBig) throw refusal(tooBig);
  const errors = [...(isWhole ? [] : validateDefinitions(schema, whole)), ...validateDocument(schema, document)];
  if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  const asSent = isWhole && query.length <= 2 * length + SPARE;
  const kept = keptDocument(document, asSent);
  const node = kept.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!node) throw new Error('An operation got lost.');
  const isOnly = operations.length === 1;
  return { document: kept, node, tokens: count, length: asSent ? query.length : length, isOnly };
}

function parseDocument(query: string, maxTokens: number): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const isTooLong = /more tha[nt] \d+ tokens/.test(error.message);
    throw isTooLong ? refusal(`A document has at most ${maxTokens} tokens.`) : coded(error, 'GRAPHQL_PARSE_FAILED');
  }
  const { startToken, endToken } = document.loc ?? {};
  const long = startToken && endToken && refuseLong(startToken, endToken);
  if (long) throw long;
  return document;
}

function choose(operations: readonly OperationDefinitionNode[], name: Asked['operationName']): OperationDefinitionNode {
  const chosen = name ? operations.find((node) => node.name?.value === name) : operations[0];
  if (chosen && (name || operations.length === 1)) return chosen;
  throw refusal('Name one of the operations of the document.', 'OPERATION_RESOLUTION_FAILURE');
}

function measure(definitions: readonly DefinitionNode[]): TokenMeasure {
  const sum = { count: 0, length: 0 };
  for (const { loc } of definitions) {
    if (!loc) continue;
    const { count, length } = measureTokens(loc.startToken, loc.endToken);
    sum.count += count;
    sum.length += length;
  }
  return sum;
}

export function refusal(message: string, code = 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
