import { create, type DescMethodUnary, type DescService, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { CallOptions, Client, HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Msg, NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { AppError, isAppError } from '../../../kernel/errors/app-error.ts';
import type { Ids } from '../../../kernel/ids/port.ts';
import { flushed } from '../../nats/connection.ts';
import { type Call, callKey } from '../call.ts';
import { DirectHandlerContext } from '../handler-context.ts';
import type { Rpc, Served } from '../port.ts';
import { createBatches } from './batches.ts';
import { decodeAnswer, decodeRequest, encodeAnswer, encodeRefusal, encodeRequest } from './envelope.ts';
import { decodeFrames, encodeFrames, type Frame, sizeOf } from './frames.ts';
import { createRequests, type Unanswered } from './requests.ts';
import { calleeOf, type ParsedSubject, parseSubject, requestSubject, servedSubject } from './subjects.ts';

const DEADLINE_MS = 10_000;

export interface NatsRpcOptions {
  connection: NatsConnection;
  /** The name that the broker knows the connection's user by. */
  service: string;
  log: Pick<Logger, 'error'>;
  ids: Ids;
  /** How long a caller waits that names no `timeoutMs` of its own: 10 s. */
  deadlineMs?: number;
}

type Init = Record<string, unknown>;
/** An answer on its way to the subject that its request has named. */
interface Answer extends Frame {
  to: string;
}
type Handler = (request: unknown, context: HandlerContext) => unknown;

/**
 * Requests over NATS: request and reply, the servers of a contract as one queue group. A call for a partition goes to whoever serves that partition, and to
 * the group where nobody does. Requests that
 * one turn of the event loop brings for the same subject share a message, and so do answers to the same caller. Bodies are binary protobuf. The connection stays the caller's.
 */
export function createNatsRpc({ connection, service: self, log, ids, deadlineMs = DEADLINE_MS }: NatsRpcOptions): Rpc {
  const requests = createRequests({
    ...{ connection, service: self },
    onUnreadable: (error) => log.error({ err: error }, 'answers cannot be read'),
  });
  const maxBytes = () => connection.info?.max_payload ?? Number.POSITIVE_INFINITY;
  const reply = createBatches<Answer>((_caller, batch) => {
    const [first] = batch;
    try {
      if (first) connection.publish(first.to, encodeFrames(batch));
    } catch (error) {
      log.error({ err: error }, 'answers could not be sent');
    }
  });
  const serving = new Set<Served>();

  const call = async (method: DescMethodUnary, init: Init, options: CallOptions = {}): Promise<unknown> => {
    const given = options.contextValues?.get(callKey);
    const { service: _service, partition, ...carried } = given ?? { correlationId: ids.next() };
    const timeoutMs = options.timeoutMs && options.timeoutMs > 0 ? options.timeoutMs : deadlineMs;
    if (options.signal?.aborted) throw unanswered(method, 'timeout');
    const body = toBinary(method.input, create(method.input, init));
    const message = encodeRequest({ ...carried, timeoutMs }, body);
    const send = (at: string | undefined) =>
      requests.send(requestSubject(method, self, at), message, { timeoutMs, signal: options.signal });
    const answer = await send(partition)
      .catch((why: Unanswered) => {
        if (why === 'nobody' && partition !== undefined) return send(undefined);
        throw why;
      })
      .catch((why: Unanswered) => {
        throw unanswered(method, why);
      });
    return fromBinary(method.output, decodeAnswer(answer));
  };

  const serve = async (service: DescService, handlers: object, partition: string | undefined): Promise<Served> => {
    const bound = bind(service, handlers);
    let active = 0;
    let onIdle = () => {};

    const answer = async ({ bytes }: Frame, { caller, method: name }: ParsedSubject): Promise<Uint8Array> => {
      const found = bound.get(name);
      if (!found) throw new AppError('UNAVAILABLE', `${service.name}.${name} is not served right now.`);
      const { method, handler } = found;
      const { head, body } = decodeRequest(bytes);
      const { timeoutMs, ...carried } = head;
      const context = new DirectHandlerContext(
        method,
        { ...carried, service: caller } satisfies Call,
        performance.now() + timeoutMs,
      );
      // The caller waits no longer than this, and so does whoever withdraws.
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(unanswered(method, 'timeout')), timeoutMs);
      try {
        const answering = (async () => handler(fromBinary(method.input, body), context))();
        const output = (await Promise.race([answering, late.promise])) as Init;
        return encodeAnswer(toBinary(method.output, create(method.output, output)));
      } catch (error) {
        if (!isAppError(error)) {
          log.error({ err: error, method: nameOf(method), correlationId: head.correlationId }, 'a handler failed');
        }
        throw error;
      } finally {
        clearTimeout(timer);
        context.end();
      }
    };
    const take = async (frame: Frame, subject: ParsedSubject, to: string): Promise<void> => {
      active += 1;
      const bytes = await answer(frame, subject).catch(encodeRefusal);
      active -= 1;
      const fits = sizeOf({ id: frame.id, bytes }) <= maxBytes();
      reply(callerOf(to), { id: frame.id, bytes: fits ? bytes : encodeRefusal(tooLarge()), to });
      if (active === 0) onIdle();
    };
    const receive = (message: Msg): void => {
      try {
        const subject = parseSubject(message.subject);
        if (!message.reply) return;
        for (const frame of decodeFrames(message.data)) void take(frame, subject, message.reply);
      } catch (error) {
        log.error({ err: error, service: service.name }, 'requests cannot be read');
      }
    };

    const subscription = connection.subscribe(servedSubject(service, partition), {
      queue: calleeOf(service),
      callback: (error, message) => {
        if (error) log.error({ err: error, service: service.name }, 'requests cannot be received');
        else receive(message);
      },
    });
    await flushed(connection);
    const served: Served = {
      async withdraw() {
        if (!serving.delete(served)) return;
        // What the broker has sent already is still answered.
        if (!connection.isClosed()) await subscription.drain().catch(() => undefined);
        if (active > 0) {
          await new Promise<void>((resolve) => {
            onIdle = resolve;
          });
        }
      },
    };
    serving.add(served);
    return served;
  };

  return {
    serve: <S extends DescService>(service: S, handlers: ServiceImpl<S>, options?: { partition: string }) =>
      serve(service, handlers, options?.partition),
    client<S extends DescService>(service: S) {
      const client: Record<string, unknown> = {};
      for (const method of unaryMethods(service)) {
        client[method.localName] = (init: Init, options?: CallOptions) => call(method, init, options);
      }
      return client as Client<S>;
    },
    async close() {
      await Promise.all([...serving].map((served) => served.withdraw()));
      requests.close();
    },
  };
}

function unaryMethods(service: DescService): DescMethodUnary[] {
  return service.methods.filter((method): method is DescMethodUnary => method.methodKind === 'unary');
}

/** By the methods' names in the contract. */
function bind(service: DescService, handlers: object): Map<string, { method: DescMethodUnary; handler: Handler }> {
  const bound = new Map<string, { method: DescMethodUnary; handler: Handler }>();
  for (const method of unaryMethods(service)) {
    const handler = (handlers as Record<string, Handler | undefined>)[method.localName];
    if (handler) bound.set(method.name, { method, handler: handler.bind(handlers) });
  }
  return bound;
}

function nameOf(method: DescMethodUnary): string {
  return `${method.parent.name}.${method.name}`;
}

/** All answers to a caller may share a message, whichever of its subjects that goes to. */
function callerOf(to: string): string {
  return to.slice(0, to.lastIndexOf('.'));
}

function tooLarge(): AppError {
  return new AppError('BAD_USER_INPUT', 'The answer is too large. Ask for less.');
}

function unanswered(method: DescMethodUnary, why: Unanswered): AppError {
  const text = { nobody: 'is not served right now', timeout: 'was not answered in time', closed: 'cannot be reached' };
  return new AppError('UNAVAILABLE', `${nameOf(method)} ${text[why] ?? text.closed}.`);
}
