import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** What an execution gets beside its operation. */
export interface Execution {
  rootValue?: unknown;
  variables: Readonly<Record<string, unknown>> | undefined;
  contextValue: unknown;
}

/** Executes one operation, any number of times. The result is there at once where no resolver waits. */
export type Execute = (execution: Execution) => ExecutionResult | Promise<ExecutionResult>;

export interface Executor {
  execute: Execute;
  /** For who has another way to execute what comes seldom: counts as an execution; undefined until there were so many that the operation is compiled. */
  compiled(): Execute | undefined;
}

export interface Executable {
  schema: GraphQLSchema;
  document: DocumentNode;
  name: string | undefined;
}

/** Compiling takes as long as some 500 executions (5–15 ms), and anybody can send new texts: only what comes often is worth it. */
const COMPILED_AFTER = 500;
/** Some 100 KB each. */
const MOST_COMPILED = 100;

/**
 * Executes operations with graphql-js, and those that come often with code that graphql-jit makes of them: an event takes 5 µs instead of 20, a post
 * 6 instead of 15. Results and errors are the same, apart from `locations`; a field without a resolver has to be
 * a plain property, as all are here. `compiledAfter`: how often is often.
 */
export function createExecutors(compiledAfter = COMPILED_AFTER): (operation: Executable) => Executor {
  const all = new LRUCache<Executable, Execute>({ max: MOST_COMPILED });
  return (operation) => {
    const interpreted = interpret(operation);
    let executions = 0;
    const compiled = (): Execute | undefined => {
      const known = all.get(operation);
      if (known) return known;
      executions += 1;
      if (executions % compiledAfter !== 0) return undefined;
      const made = compile(operation, interpreted);
      all.set(operation, made);
      return made;
    };
    return { compiled, execute: (execution) => (compiled() ?? interpreted)(execution) };
  };
}

function interpret({ schema, document, name }: Executable): Execute {
  return ({ rootValue, variables, contextValue }) =>
    execute({ schema, document, operationName: name, rootValue, variableValues: variables, contextValue });
}

function compile({ schema, document, name }: Executable, interpreted: Execute): Execute {
  const made = compileQuery(schema, document, name, { disablingCapturingStackErrors: true });
  if (!isCompiledQuery(made)) return interpreted;
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

/** graphql-jit's errors lack what those of graphql-js have. */
function asOfGraphql({ message, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, originalError, extensions });
}
