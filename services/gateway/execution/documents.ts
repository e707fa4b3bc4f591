import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { GatewayLimits } from '../config.ts';
import { MAX_NAME } from '../context/lengths.ts';
import { MARK, textKey } from '../context/text-key.ts';
import { createExecutors } from './execute-operation.ts';
import { FairCache, type Owned } from './fair-cache.ts';
import { LivingValues } from './living-values.ts';
import { createOperation, type Operation } from './operation.ts';
import { plainErrors } from './plain-errors.ts';
import { type Asked, type DocumentLimits, readOperation, refusal } from './read-operation.ts';

/** What clients ask for, each parsed and validated once for all who send the same text. */
export interface Documents {
  /**
   * What came of this text before, if that is remembered. `asker` is the user, or the address where there is none: what is new counts as theirs
   * and takes nobody else's place.
   */
  recall(asked: Asked, asker?: string): Found | undefined;
  /** The operation, or why it is refused. Reading what is not remembered takes some milliseconds at the worst. */
  find(asked: Asked, asker?: string): Found;
}

type Limits = DocumentLimits & Pick<GatewayLimits, 'cost' | 'eventCost' | 'compiledAfter' | 'rememberedBytes'>;

/** An operation, or why it is refused. */
export type Found = Operation | readonly GraphQLError[];

/** What came of a text. */
interface Remembered extends Owned {
  owner: string | undefined;
  readonly found: Found;
}

/** Bytes that each counts as at least: so there are some thousands at the most. */
const LEAST_WEIGHT = 8 * 1024;
/** Characters of the text of an operation up to which it is remembered: a page of selections has two thousand. */
export const LONGEST_REMEMBERED = 32 * 1024;

export function createDocuments(schema: GraphQLSchema, limits: Limits): Documents {
  let operations = 0;
  const executorOf = createExecutors(limits.compiledAfter);
  const remembered = new FairCache<string, Remembered>(limits.rememberedBytes);
  /** What subscriptions hold is found again even if it is not remembered any more. */
  const living = new LivingValues<Operation>();

  const alive = (key: string, { query, operationName }: Asked): Operation | undefined => {
    const found = living.get(key);
    if (found || !operationName) return found;
    // Where it is the only one of its document, it is the same with and without its name.
    const only = living.get(keyOf({ query }));
    return only?.name === operationName ? only : undefined;
  };

  const read = (key: string, asked: Asked, owner: string | undefined): Found => {
    const read = readOperation(schema, asked, limits);
    if (!('document' in read)) return plainErrors(read);
    operations += 1;
    const found = createOperation({ schema, read, owner, number: operations, limits, executorOf });
    living.set(read.isOnly ? keyOf({ query: asked.query }) : key, found);
    return found;
  };

  const recall = (key: string, asker: string | undefined) => {
    const known = remembered.get(key);
    if (!known) return undefined;
    if (known.owner !== asker) known.owner = undefined;
    return usedBy(known.found, asker);
  };

  return {
    recall: (asked, asker) => (isNamed(asked) ? recall(keyOf(asked), asker) : undefined),
    find(asked, asker) {
      if (!isNamed(asked)) return [refusal('This is no name of an operation.', 'OPERATION_RESOLUTION_FAILURE')];
      const key = keyOf(asked);
      const known = recall(key, asker);
      if (known) return known;
      const found = usedBy(alive(key, asked) ?? read(key, asked, asker), asker);
      if (isWorthIt(found)) remembered.set(key, { owner: asker, found }, weightOf(found) + key.length);
      return found;
    },
  };
}

const NAME = new RegExp(`^[_A-Za-z][_0-9A-Za-z]{0,${MAX_NAME - 1}}$`);

function isNamed({ operationName }: Asked): boolean {
  return !operationName || NAME.test(operationName);
}

/** Equal for the same name and text alone: no name has a line break, and no key of a text has one behind its mark. */
function keyOf({ query, operationName }: Asked): string {
  const key = textKey(query);
  return operationName ? `${MARK}${operationName}\n${key}` : key;
}

function usedBy(found: Found, asker: string | undefined): Found {
  if ('document' in found && found.owner !== asker) found.owner = undefined;
  return found;
}

function isWorthIt(found: Found): boolean {
  return !('document' in found) || found.length <= LONGEST_REMEMBERED;
}

function weightOf(found: Found): number {
  return Math.max(LEAST_WEIGHT, 'document' in found ? found.weight : 0);
}
