import { create, type DescMethodUnary, type DescService } from '@bufbuild/protobuf';
import type { CallOptions, Client, HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Logger } from 'pino';
import { time } from '../../kernel/clock/time.ts';
import { AppError, detailsOf, isAppError } from '../../kernel/errors/app-error.ts';
import { type Ids, randomIds } from '../../kernel/ids/port.ts';
import { type Call, callKey } from './call.ts';
import { DirectHandlerContext } from './handler-context.ts';
import type { Rpc } from './port.ts';

const DEADLINE_MS = 10_000;
/** The process stays alive until a caller is answered. One object serves all calls. */
const UNTIL_ANSWERED = { keepAlive: true };

export interface InProcessRpc {
  /** The network as one service sees it. Its calls carry this name, whatever the caller wrote into the call. */
  as(service: string): Rpc;
}

export interface InProcessRpcOptions {
  log: Logger;
  ids?: Ids;
  /** How long a caller waits that names no `timeoutMs` of its own: 10 s. */
  deadlineMs?: number;
}

type Init = Record<string, unknown>;
type Handler = (request: unknown, context: HandlerContext) => unknown;

interface Served {
  handlers: ReadonlyMap<string, Handler>;
  active: number;
  onIdle: (() => void) | undefined;
}

/**
 * Requests between services that share a process: whoever serves, serves all partitions. Handlers are called directly, and messages go by reference: Connect's own way for
 * this, `createRouterTransport`, encodes every message and goes through streams and headers. Measured here with a small request and
 * answer, one call after another: 1.4 µs a call directly, 115–170 µs through the router, which is many times the work of a handler that
 * reads no disk.
 */
export function createInProcessRpc({
  log,
  ids = randomIds,
  deadlineMs = DEADLINE_MS,
}: InProcessRpcOptions): InProcessRpc {
  const served = new Map<string, Served>();

  const stamp = (service: string, options: CallOptions | undefined): Call => {
    const call = options?.contextValues?.get(callKey);
    return call ? { ...call, service } : { service, correlationId: ids.next() };
  };

  const toAppError = (error: unknown, method: DescMethodUnary, call: Call): AppError => {
    if (isAppError(error)) return copyOf(error);
    log.error({ err: error, method: nameOf(method), correlationId: call.correlationId }, 'a handler failed');
    return new AppError('INTERNAL', 'Something went wrong.');
  };

  const invoke = (caller: string, method: DescMethodUnary, init: Init, options?: CallOptions) =>
    new Promise((resolve, reject) => {
      const target = served.get(method.parent.typeName);
      const handler = target?.handlers.get(method.localName);
      if (!target || !handler) return reject(unavailable(method, 'is not served right now'));
      if (options?.signal?.aborted) return reject(unavailable(method, 'was given up'));

      const call = stamp(caller, options);
      const waitMs = options?.timeoutMs && options.timeoutMs > 0 ? options.timeoutMs : deadlineMs;
      const context = new DirectHandlerContext(method, call, time.monotonic() + waitMs);
      let waiting = true;
      const settle = () => {
        if (!waiting) return;
        waiting = false;
        timer.cancel();
        options?.signal?.removeEventListener('abort', giveUp);
        context.end();
        target.active -= 1;
        if (target.active === 0) target.onIdle?.();
      };
      const giveUp = () => {
        settle();
        reject(unavailable(method, 'was not answered in time'));
      };
      const fail = (error: unknown) => {
        settle();
        reject(toAppError(error, method, call));
      };
      const succeed = (output: unknown) => {
        try {
          const answer = create(method.output, output as Init);
          settle();
          resolve(answer);
        } catch (error) {
          fail(error);
        }
      };

      target.active += 1;
      const timer = time.after(waitMs, giveUp, UNTIL_ANSWERED);
      options?.signal?.addEventListener('abort', giveUp);
      try {
        const answer = handler(create(method.input, init), context);
        if (answer instanceof Promise) answer.then(succeed, fail);
        else succeed(answer);
      } catch (error) {
        fail(error);
      }
    });

  const withdraw = (name: string): Promise<void> | undefined => {
    const target = served.get(name);
    served.delete(name);
    if (!target || target.active === 0) return undefined;
    return new Promise((resolve) => {
      target.onIdle = resolve;
    });
  };

  return {
    as(caller) {
      const own = new Set<string>();
      return {
        async serve<S extends DescService>(service: S, handlers: ServiceImpl<S>, options?: { partition: string }) {
          if (options) return { withdraw: async () => {} };
          if (served.has(service.typeName)) throw new Error(`${service.typeName} is served already`);
          served.set(service.typeName, { handlers: bind(service, handlers), active: 0, onIdle: undefined });
          own.add(service.typeName);
          return {
            async withdraw() {
              if (own.delete(service.typeName)) await withdraw(service.typeName);
            },
          };
        },
        client<S extends DescService>(service: S) {
          const client: Record<string, unknown> = {};
          for (const method of unaryMethods(service)) {
            client[method.localName] = (init: Init, options?: CallOptions) => invoke(caller, method, init, options);
          }
          return client as Client<S>;
        },
        async close() {
          await Promise.all([...own].map(withdraw));
          own.clear();
        },
      };
    },
  };
}

function unaryMethods(service: DescService): DescMethodUnary[] {
  return service.methods.filter((method): method is DescMethodUnary => method.methodKind === 'unary');
}

function bind<S extends DescService>(service: S, handlers: ServiceImpl<S>): ReadonlyMap<string, Handler> {
  const byName = handlers as Record<string, Handler | undefined>;
  const bound = new Map<string, Handler>();
  for (const { localName } of unaryMethods(service)) {
    const handler = byName[localName];
    if (handler) bound.set(localName, handler.bind(handlers));
  }
  return bound;
}

function nameOf(method: DescMethodUnary): string {
  return `${method.parent.name}.${method.name}`;
}

function unavailable(method: DescMethodUnary, why: string): AppError {
  return new AppError('UNAVAILABLE', `${nameOf(method)} ${why}.`);
}

function copyOf(error: AppError): AppError {
  return new AppError(error.code, error.message, detailsOf(error));
}
