import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Render } from '../live/rendering.ts';
import type { Asker } from '../live/subscriber.ts';
import type { App } from './app.ts';
import { GatewayContext } from './context.ts';
import { presentResult } from './present-error.ts';
import type { StreamOperation } from './stream-request.ts';

export interface RenderOptions {
  operation: StreamOperation;
  variables: Readonly<Record<string, unknown>> | undefined;
  /** May the delegate still read the feed? Asked after an execution with its rights: what others are shown must not depend on its leaving. */
  mayRead(delegate: Asker): Promise<boolean>;
  onInternal(error: unknown): void;
}

/**
 * Executes events as a subscription's operation would, once for all who share the result, with the rights of one of them: whatever differs between viewers is
 * never shared (see `analyseSharing`), and every subscriber of a feed may read it.
 */
export function createRender(app: App, { operation, variables, mayRead, onInternal }: RenderOptions): Render {
  return async (values, delegate) => {
    const contextValue = new GatewayContext({ app, credentials: delegate.credentials });
    const results = values.map((rootValue) => operation.execute({ rootValue, variables, contextValue }));
    const texts = (await settled(results)).map((result) => {
      if (tellsOfSomethingGone(result)) return undefined;
      if (result.errors?.some(isUnauthenticated))
        throw new AppError('UNAUTHENTICATED', 'The delegate of a group left.');
      return JSON.stringify(presentResult(result, onInternal));
    });
    if (contextValue.restsOnRights && !(await mayRead(delegate))) {
      throw new AppError('FORBIDDEN', 'The delegate of a group may not read any more.');
    }
    return toBuffers(texts);
  };
}

/** Most events execute without waiting, and then none costs a promise. */
function settled(results: readonly (ExecutionResult | Promise<ExecutionResult>)[]) {
  return results.some((result) => result instanceof Promise)
    ? Promise.all(results)
    : (results as readonly ExecutionResult[]);
}

/** In memory of their own: a group remembers some for long, and as slices of Node's pool each would keep 64 KB of other things alive. */
function toBuffers(texts: readonly (string | undefined)[]): (Buffer | undefined)[] {
  const lengths = texts.map((text) => (text === undefined ? 0 : Buffer.byteLength(text)));
  const all = Buffer.allocUnsafeSlow(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  return texts.map((text, index) => {
    const start = at;
    at += lengths[index] ?? 0;
    if (text === undefined) return undefined;
    all.write(text, start);
    return all.subarray(start, at);
  });
}

/** An event whose room or user was deleted since cannot be shown any more; it says nothing that still holds. */
export function tellsOfSomethingGone({ data, errors }: ExecutionResult): boolean {
  if (data != null && Object.values(data).some((value) => value != null)) return false;
  return errors?.length ? errors.every((error) => codeOf(error) === 'NOT_FOUND') : false;
}

function isUnauthenticated(error: GraphQLError): boolean {
  return codeOf(error) === 'UNAUTHENTICATED';
}

function codeOf({ originalError }: GraphQLError): unknown {
  return originalError instanceof AppError ? originalError.code : undefined;
}
