import { time } from '@confab/runtime/kernel/clock/time';
import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { compiledSize } from './compiled-size.ts';
import { FairCache, type Owned } from './fair-cache.ts';
import type { VariableValues } from './variables.ts';

/** What an execution gets beside its operation. */
export interface Execution {
  rootValue?: unknown;
  variables: VariableValues | undefined;
  contextValue: unknown;
}

/** Executes one operation, any number of times. The result is there at once where no resolver waits. */
export type Execute = (execution: Execution) => ExecutionResult | Promise<ExecutionResult>;

export interface Executor {
  execute: Execute;
  /** The compiled code. Counts as an execution; undefined until there were so many that the operation is compiled. */
  compiled(): Execute | undefined;
}

export interface Executable {
  schema: GraphQLSchema;
  document: DocumentNode;
  name: string | undefined;
  /** Who alone uses it; undefined once there are several. */
  readonly owner?: string | undefined;
  /** Says better than graphql-js what is wrong with variables. */
  whyRefused?(variables: VariableValues | undefined): readonly GraphQLError[];
}

/** Some 100 KB each. */
const MOST_COMPILED = 100;
/** Compiling takes one part of so many of the time. */
const PAUSE = 20;
/** Fields of the code, in which each spread of a fragment is written out: ten levels of three each would be 60,000. */
const MOST_FIELDS = 2_000;

/**
 * Executes operations with graphql-js, and those that come often with code that graphql-jit makes of them: an event takes 5 µs instead of 20, a post
 * 6 instead of 15. Results and errors are the same, apart from `locations`; a field without a resolver has to be
 * a plain property, as all are here. `compiledAfter`: how often is often. Compiling takes as long as some 500 executions (5–15 ms), and anybody can send new texts:
 * only what comes often is worth it, and never much at a time.
 */
export function createExecutors(compiledAfter: number): (operation: Executable) => Executor {
  const all = new FairCache<Executable, Compiled>(MOST_COMPILED);
  /** Of all operations: somebody who makes many come often makes nobody wait for what that compiles. */
  let notBefore = 0;
  const compileNow = (operation: Executable, interpreted: Execute): Compiled => {
    const began = time.monotonic();
    const made = new Compiled(operation, compile(operation, interpreted));
    const ended = time.monotonic();
    notBefore = ended + (ended - began) * (PAUSE - 1);
    all.set(operation, made, 1);
    return made;
  };
  return (operation) => {
    const interpreted = interpret(operation);
    let executions = 0;
    const compiled = (): Execute | undefined => {
      const known = all.get(operation);
      if (known) return known.run;
      executions += 1;
      if (executions < compiledAfter || time.monotonic() < notBefore) return undefined;
      executions = 0;
      return compileNow(operation, interpreted).run;
    };
    return { compiled, execute: (execution) => (compiled() ?? interpreted)(execution) };
  };
}

/** Whose it is may change with the operation's. */
class Compiled implements Owned {
  readonly run: Execute;
  readonly #operation: Executable;

  constructor(operation: Executable, run: Execute) {
    this.#operation = operation;
    this.run = run;
  }

  get owner(): string | undefined {
    return this.#operation.owner;
  }
}

function interpret({ schema, document, name, whyRefused }: Executable): Execute {
  return ({ rootValue, variables, contextValue }) => {
    const result = execute({
      ...{ schema, document, operationName: name },
      ...{ rootValue, variableValues: variables, contextValue },
    });
    const isRefused = !(result instanceof Promise) && result.data === undefined;
    const errors = isRefused ? (whyRefused?.(variables) ?? []) : [];
    return errors.length > 0 ? { errors } : result;
  };
}

function compile({ schema, document, name }: Executable, interpreted: Execute): Execute {
  const made = compileSafely({ schema, document, name });
  if (!made) return interpreted;
  /** Variables that are refused have executed nothing yet: graphql-js says better what is wrong with them. */
  const settle = (result: ExecutionResult, execution: Execution) => {
    if (!result.errors) return result;
    return result.data === undefined ? interpreted(execution) : { ...result, errors: result.errors.map(asOfGraphql) };
  };
  return (execution) => {
    const result = made.query(execution.rootValue, execution.contextValue, execution.variables ?? {});
    return result instanceof Promise ? result.then((late) => settle(late, execution)) : settle(result, execution);
  };
}

/** Undefined for what graphql-jit cannot compile, or would take too long for. */
function compileSafely({
  schema,
  document,
  name,
}: Pick<Executable, 'schema' | 'document' | 'name'>): CompiledQuery | undefined {
  if (compiledSize(schema, document) > MOST_FIELDS) return undefined;
  try {
    const made = compileQuery(schema, document, name, { disablingCapturingStackErrors: true });
    return isCompiledQuery(made) ? made : undefined;
  } catch {
    return undefined;
  }
}

/** graphql-jit's errors lack what those of graphql-js have. */
function asOfGraphql({ message, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, originalError, extensions });
}
