import { time } from '@confab/runtime/kernel/clock/time';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { App } from '../context/app.ts';
import { GatewayContext } from '../context/context.ts';
import { presentResult, toGraphQLError } from '../context/present-error.ts';
import { tellsOfSomethingGone } from '../context/render.ts';
import { costOfEvent } from '../graphql/cost.ts';
import type { SocketStream } from './socket-stream.ts';

export interface ExecutedEventsOptions {
  app: App;
  context: GatewayContext;
  stream: SocketStream;
  onError(error: unknown): void;
}

/** What a subscription's events are for its client: each executed, with loaders of its own, for what they remember of the last one may have changed. */
export class ExecutedEvents implements AsyncIterableIterator<ExecutionResult> {
  readonly #events: AsyncIterator<unknown>;
  readonly #options: ExecutedEventsOptions;
  #hasOpened = false;

  constructor(events: AsyncIterator<unknown>, options: ExecutedEventsOptions) {
    this.#events = events;
    this.#options = options;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    return this.#events.next().then(
      (event) => (event.done ? { done: true, value: undefined } : this.#execute(event.value)),
      (error: unknown) => {
        throw new PresentedError(toGraphQLError(error, this.#options.onError));
      },
    );
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  /** What opens a subscription anew, or ends it, waits until something is left to pay it with. */
  async #pay(cost: number): Promise<void> {
    const { app, context } = this.#options;
    while (!app.budgets.spend(context.owner, cost)) {
      await time.sleep(app.budgets.waitMs(context.owner));
    }
  }

  async #execute(rootValue: unknown): Promise<IteratorResult<ExecutionResult>> {
    const { app, context, stream, onError } = this.#options;
    const { operation, variables } = stream;
    const { events } = operation.costs(variables);
    const event = rootValue as object;
    const cost = costOfEvent(events, event);
    // What opens a subscription was paid when it was let in, as long as its lists are not longer than declared.
    const paid = this.#hasOpened ? 0 : (events.get(event.constructor.name) ?? 0);
    this.#hasOpened = true;
    if (cost > paid) await this.#pay(cost - paid);
    const contextValue = new GatewayContext({ app, credentials: context.credentials, stream });
    const execute = async () => operation.execute({ rootValue, variables, contextValue });
    const result = await app.budgets.run(contextValue.owner, cost, execute);
    return tellsOfSomethingGone(result) ? this.next() : { done: false, value: presentResult(result, onError) };
  }
}

/** graphql-ws wraps what an iterator throws; the error for the client lies inside. */
export class PresentedError extends Error {
  readonly presented: GraphQLError;

  constructor(presented: GraphQLError) {
    super(presented.message);
    this.presented = presented;
  }
}
