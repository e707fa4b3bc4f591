import { create, type DescMethodUnary, type DescService, type MessageInitShape } from '@bufbuild/protobuf';
import type { CallOptions, Client, HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Logger } from 'pino';
import { AppError, isAppError } from '../errors/app-error.ts';
import { type Ids, randomIds } from '../ids/port.ts';
import { type Call, callKey } from './call.ts';
import { DirectHandlerContext } from './handler-context.ts';
import type { Rpc } from './port.ts';

const DEADLINE_MS = 10_000;

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

type Handler = (request: unknown, context: HandlerContext) => unknown;
type Handlers = Map<string, Handler>;

/**
 * Requests between services that share a process: handlers are called directly, messages go by reference.
 */
export function createInProcessRpc({ log, ids = randomIds, deadlineMs = DEADLINE_MS }: InProcessRpcOptions): InProcessRpc {
  const served = new Map<string, Handlers>();

  const stamp = (service: string, options: CallOptions | undefined): Call => {
    const call = options?.contextValues?.get(callKey);
    return call ? { ...call, service } : { service, correlationId: ids.next() };
  };

  const toAppError = (error: unknown, method: DescMethodUnary, call: Call): AppError => {
    if (isAppError(error)) return copyOf(error);
    log.error({ err: error, method: nameOf(method), correlationId: call.correlationId }, 'a handler failed');
    return new AppError('INTERNAL', 'Something went wrong.');
  };

  const invoke = (caller: string, method: DescMethodUnary, init: MessageInitShape<never>, options?: CallOptions) =>
    new Promise((resolve, reject) => {
      const handler = served.get(method.parent.typeName)?.get(method.localName);
      if (!handler) return reject(unavailable(method));
      const call = stamp(caller, options);
      const waitMs = options?.timeoutMs && options.timeoutMs > 0 ? options.timeoutMs : deadlineMs;
      const context = new DirectHandlerContext(method, call, performance.now() + waitMs);
      const giveUp = () => {
        settle();
        reject(new AppError('UNAVAILABLE', `${nameOf(method)} was not answered in time.`));
      };
      const timer = setTimeout(giveUp, waitMs);
      options?.signal?.addEventListener('abort', giveUp);
      const settle = () => {
        clearTimeout(timer);
        options?.signal?.removeEventListener('abort', giveUp);
        context.end();
      };
      const succeed = (output: unknown) => {
        settle();
        resolve(create(method.output, output as MessageInitShape<typeof method.output>));
      };
      const fail = (error: unknown) => {
        settle();
        reject(toAppError(error, method, call));
      };
      try {
        const answer = handler(create(method.input, init), context);
        if (answer instanceof Promise) answer.then(succeed).catch(fail);
        else succeed(answer);
      } catch (error) {
        fail(error);
      }
    });

  return {
    as(caller) {
      const own = new Set<string>();
      return {
        async serve<S extends DescService>(service: S, handlers: ServiceImpl<S>) {
          if (served.has(service.typeName)) throw new Error(`${service.typeName} is served already`);
          served.set(service.typeName, bind(service, handlers));
          own.add(service.typeName);
        },
        client<S extends DescService>(service: S) {
          const client: Record<string, unknown> = {};
          for (const method of unaryMethods(service)) {
            client[method.localName] = (init: MessageInitShape<never>, options?: CallOptions) =>
              invoke(caller, method, init, options);
          }
          return client as Client<S>;
        },
        async close() {
          for (const name of own) served.delete(name);
          own.clear();
        },
      };
    },
  };
}

function unaryMethods(service: DescService): DescMethodUnary[] {
  return service.methods.filter((method): method is DescMethodUnary => method.methodKind === 'unary');
}

function bind<S extends DescService>(service: S, handlers: ServiceImpl<S>): Handlers {
  const byName = handlers as Record<string, Handler | undefined>;
  const bound: Handlers = new Map();
  for (const { localName } of unaryMethods(service)) {
    const handler = byName[localName];
    if (handler) bound.set(localName, handler.bind(handlers));
  }
  return bound;
}

function nameOf(method: DescMethodUnary): string {
  return `${method.parent.name}.${method.name}`;
}

function unavailable(method: DescMethodUnary): AppError {
  return new AppError('UNAVAILABLE', `${nameOf(method)} is not served right now.`);
}

/** Without the cause: what happened inside of a service stays there. */
function copyOf({ code, message, field, retryAfterMs }: AppError): AppError {
  return new AppError(code, message, {
    ...(field === undefined ? {} : { field }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
