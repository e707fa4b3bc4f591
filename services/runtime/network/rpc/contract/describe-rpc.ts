import { create } from '@bufbuild/protobuf';
import { StringValueSchema } from '@bufbuild/protobuf/wkt';
import { AppError, isAppError } from '../../../kernel/errors/app-error.ts';
import { EchoService } from '../../../testing/echo-service.ts';
import { eventually } from '../../../testing/eventually.ts';
import { type Call, callOf, withCall } from '../call.ts';
import type { Rpc } from '../port.ts';

/** One network of a driver. */
export interface RpcFixture {
  /** The network as the named service sees it. */
  as(service: string): Rpc;
  close(): Promise<void>;
}

const call = withCall({ correlationId: 'c1' });

/** What every driver of `Rpc` keeps. */
export function describeRpc(driver: string, open: () => Promise<RpcFixture>): void {
  describe(`${driver} as Rpc`, () => {
    let network: RpcFixture;
    beforeEach(async () => {
      network = await open();
    });
    afterEach(() => network.close());

    const serve = (echo: (value: string, call: Call, signal: AbortSignal) => unknown) =>
      network.as('server').serve(EchoService, {
        echo: async (request, context) => {
          const value = await echo(request.value, callOf(context), context.signal);
          return { value: String(value) };
        },
        echoAgain: async (request) => create(StringValueSchema, { value: `again ${request.value}` }),
      });
    const client = (service = 'client') => network.as(service).client(EchoService);
    const failure = async (answer: Promise<unknown>): Promise<AppError> => {
      const error = await answer.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!isAppError(error)) throw new Error(`no AppError but ${error}`);
      return error;
    };

    it('brings a request to the handler and its answer back', async () => {
      await serve((value) => `${value}!`);
      const answer = await client().echo({ value: 'hello' }, call);
      expect(answer).toMatchObject({ $typeName: 'google.protobuf.StringValue', value: 'hello!' });
      expect((await client().echoAgain(create(StringValueSchema, { value: 'x' }), call)).value).toBe('again x');
    });

    it('carries the call beside the request', async () => {
      let seen: Call | undefined;
      await serve((_, received) => {
        seen = received;
      });
      await client('gateway').echo({}, withCall({ token: 'T', commandId: 'k', correlationId: 'c2' }));
      expect(seen).toEqual({ token: 'T', commandId: 'k', correlationId: 'c2', service: 'gateway' });
    });

    it('never lets a caller choose the name of its service', async () => {
      await serve((_, { service }) => service);
      const answer = await client('gateway').echo({}, withCall({ service: 'rooms', correlationId: 'c' }));
      expect(answer.value).toBe('gateway');
    });

    it('gives a call that was sent without one a correlation id', async () => {
      await serve((_, { correlationId }) => correlationId);
      expect((await client().echo({})).value).not.toBe('');
    });

    it('brings a refusal to the caller with its details, without its cause', async () => {
      const details = { field: 'text', retryAfterMs: 70, facts: { ban: { reason: 'spam', by: null } } };
      await serve(() => {
        throw new AppError('RATE_LIMITED', 'Slow down.', { ...details, cause: new Error('inside') });
      });
      const error = await failure(client().echo({}, call));
      expect(error).toMatchObject({ code: 'RATE_LIMITED', message: 'Slow down.', ...details });
      expect(error.cause).toBeUndefined();
    });

    it('turns any other failure into INTERNAL without its text', async () => {
      await serve(() => {
        throw new Error('password is 1234');
      });
      const error = await failure(client().echo({}, call));
      expect(error.code).toBe('INTERNAL');
      expect(error.message).not.toContain('1234');
    });

    it('answers UNAVAILABLE while nobody serves, and again once the server closed', async () => {
      expect(await failure(client().echo({}, call))).toMatchObject({ code: 'UNAVAILABLE' });
      const server = network.as('server');
      await server.serve(EchoService, { echo: () => ({ value: 'here' }), echoAgain: () => ({}) });
      expect((await client().echo({}, call)).value).toBe('here');
      await server.close();
      expect(await failure(client().echo({}, call))).toMatchObject({ code: 'UNAVAILABLE' });
    });

    it('answers UNAVAILABLE after the deadline and tells the handler', async () => {
      let signal: AbortSignal | undefined;
      await serve((_, __, received) => {
        signal = received;
        return new Promise(() => {});
      });
      expect(await failure(client().echo({}, { ...call, timeoutMs: 30 }))).toMatchObject({ code: 'UNAVAILABLE' });
      await eventually(() => expect(signal?.aborted).toBe(true));
    });

    it('answers many calls at once, each its own', async () => {
      await serve(async (value) => {
        if (Number(value) % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
        return value;
      });
      const numbers = Array.from({ length: 50 }, (_, i) => String(i));
      const answers = await Promise.all(numbers.map((value) => client().echo({ value }, call)));
      expect(answers.map(({ value }) => value)).toEqual(numbers);
    });
  });
}
