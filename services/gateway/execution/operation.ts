import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { GatewayLimits } from '../config.ts';
import { createOperationCosts, type OperationCosts } from './cost.ts';
import type { Executable, Executor } from './execute-operation.ts';
import { type ReadOperation, refusal } from './read-operation.ts';
import { analyseSharing, type Sharing } from './sharing.ts';
import { createVariables, type OperationVariables, type VariableValues } from './variables.ts';

/** An operation that may be executed: parsed, validated, within the limits. One object for all who sent the same, while anybody uses it. */
export interface Operation extends Executor, Executable {
  readonly schema: GraphQLSchema;
  /** The operation and the fragments that it reaches, and nothing else of what was sent. */
  readonly document: DocumentNode;
  readonly name: string | undefined;
  readonly type: OperationTypeNode;
  /** Root fields, aliases resolved, fragments included. */
  readonly fields: readonly string[];
  /** Short; equal for the same operation of the same document. */
  readonly key: string;
  readonly sharing: Sharing;
  readonly variables: OperationVariables;
  readonly costs: OperationCosts;
  /** Bytes of memory that it takes, about. */
  readonly weight: number;
  /** Characters of its text. */
  readonly length: number;
  owner: string | undefined;
  /** Too expensive with these variables, or a null too many? */
  refuse(variables: VariableValues | undefined): GraphQLError | undefined;
}

export interface OperationOptions {
  schema: GraphQLSchema;
  read: ReadOperation;
  /** Tells it from all others. */
  number: number;
  owner: string | undefined;
  limits: Pick<GatewayLimits, 'cost' | 'eventCost'>;
  executorOf(operation: Executable): Executor;
}

/** Measured: nodes of the document for each of its tokens, and what there is of any operation. */
const BYTES_PER_TOKEN = 280;
const BYTES_PER_OPERATION = 4_000;
const TOO_MUCH = 'This operation asks for too much at once. Ask for smaller pages.';
const TOO_MUCH_OF_EVENTS =
  'This subscription selects too much of each event. Select less, and ask for the rest where it is needed.';

export function createOperation({ schema, read, number, owner, limits, executorOf }: OperationOptions): Operation {
  const { document, node, tokens, length } = read;
  const costs = createOperationCosts(schema, document, node);
  const variables = createVariables(schema, document, node);
  const name = node.name?.value;
  const operation = {
    ...{ schema, document, name, owner, variables, costs, length },
    type: node.operation,
    fields: rootFields(document, node),
    key: String(number),
    sharing: analyseSharing(schema, document, node),
    weight: BYTES_PER_OPERATION + BYTES_PER_TOKEN * tokens + length,
    whyRefused: variables.errors,
    refuse(values: VariableValues | undefined) {
      const refused = variables.refuseNull(values);
      if (refused) return refused;
      const { whole, event } = costs(values);
      if (whole > limits.cost) return refusal(TOO_MUCH);
      return event > limits.eventCost ? refusal(TOO_MUCH_OF_EVENTS) : undefined;
    },
  };
  return Object.assign(operation, executorOf(operation));
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
